using System.Text;

namespace ServerlessNlp.Documents.Charsets;

/// <summary>
/// Guesses the charset of text that declares none and is not Unicode: of all that it may be, the one in which it looks most like
/// text, and for which UTF.Unknown's models of languages speak.
/// </summary>
internal static class CharsetGuess
{
    /// <summary>How many bytes are looked at.</summary>
    public const int Sample = 16 * 1024;

    // What comes first wins where two read the same: the charset that is in use most.
    private static readonly int[] CodePages =
        [1252, 932, 54936, 949, 950, 51932, 1251, 1250, 1253, 1254, 1255, 1256, 1257, 1258, 874, 20866, 21866, 28592, 28595, 28596, 28597, 28603, 28605, 28606, 866, 10000, 10017, 850, 437, 852];

    // Charsets of the same letters at mostly the same places: the models tell the language, the text which of them it is.
    private static readonly int[][] Families = [[1252, 28605, 850, 437, 10000], [1250, 28592, 28606, 852, 10029], [1251, 10017], [1253, 28597], [1257, 28603], [20866, 21866], [54936, 936]];

    private const double Convincing = 0.6;
    private const double Preference = 0.1;
    private const char FirstOther = '\u0370';

    // UTF.Unknown says so of every text that may be windows-1252, which tells nothing.
    private const double NoEvidence = 0.5;

    // Of before Windows: seldom enough that only text which is none otherwise is theirs.
    private static readonly int[] Old = [850, 437, 852, 10000, 10017];

    /// <summary>The charset, or null where the bytes are no text in any.</summary>
    public static Encoding? Find(ReadOnlySpan<byte> bytes) => Find(bytes, double.NegativeInfinity);

    /// <summary>Whether the bytes look like text without fault in a charset of another alphabet than the Latin one.</summary>
    public static bool IsOtherAlphabet(ReadOnlySpan<byte> bytes) => Find(bytes, Convincing) is { } encoding && encoding.GetString(SampleOf(bytes)).Any(character => character >= FirstOther && char.IsLetter(character));

    private static Encoding? Find(ReadOnlySpan<byte> bytes, double leastLikeness)
    {
        var sample = SampleOf(bytes);
        var confidences = ConfidencesOf(sample);
        var candidates = CodePages.Union(confidences.Keys).Select(CharsetNames.Find).OfType<Encoding>();
        var best = candidates.Select(encoding => (Encoding: encoding, Score: ScoreOf(encoding, sample, confidences))).MaxBy(candidate => candidate.Score);
        if (best.Score == double.NegativeInfinity || TextLikeness.Of(best.Encoding, sample) < leastLikeness)
            return null;
        var usual = CharsetNames.Find(CodePages[0])!;
        return usual.GetString(sample) == best.Encoding.GetString(sample) ? usual : best.Encoding;
    }

    /// <summary>The charset of seven-bit text that changes its alphabet by escape sequences (ISO 2022), or null where it is none.</summary>
    public static Encoding? ByEscapes(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IndexOf((byte)0x1B) < 0)
            return null;
        if (bytes.IndexOf("\u001B$B"u8) >= 0 || bytes.IndexOf("\u001B$@"u8) >= 0)
            return CharsetNames.Find("iso-2022-jp");
        return bytes.IndexOf("\u001B$)C"u8) >= 0 ? CharsetNames.Find("iso-2022-kr") : null;
    }

    private static double ScoreOf(Encoding encoding, byte[] sample, Dictionary<int, double> confidences)
    {
        var family = Families.FirstOrDefault(codePages => codePages.Contains(encoding.CodePage)) ?? [encoding.CodePage];
        var confidence = family.Max(codePage => confidences.GetValueOrDefault(codePage));
        if (encoding.CodePage == CodePages[0] && confidence <= NoEvidence)
            confidence = NoEvidence - Preference;
        var preference = encoding.CodePage == CodePages[0] ? Preference : Old.Contains(encoding.CodePage) || !CodePages.Contains(encoding.CodePage) ? -5 * Preference : 0;
        return (1.5 * TextLikeness.Of(encoding, sample)) + confidence + preference;
    }

    private static Dictionary<int, double> ConfidencesOf(byte[] sample)
    {
        var confidences = new Dictionary<int, double>();
        foreach (var detail in UtfUnknown.CharsetDetector.DetectFromBytes(sample).Details ?? [])
        {
            if (CharsetNames.Find(detail.EncodingName) is { } encoding)
                confidences[encoding.CodePage] = Math.Max(confidences.GetValueOrDefault(encoding.CodePage), detail.Confidence);
        }
        return confidences;
    }

    // From a little before the first byte that is not ASCII: what comes before says nothing.
    private static byte[] SampleOf(ReadOnlySpan<byte> bytes)
    {
        const int Before = 256;
        var first = Math.Max(0, bytes.IndexOfAnyInRange((byte)0x80, (byte)0xFF) - Before);
        var sample = bytes[first..Math.Min(bytes.Length, first + Sample)];
        // Not in the middle of a character of two bytes.
        var end = sample.Length < Sample ? sample.Length : sample.LastIndexOfAnyInRange((byte)0, (byte)0x2F) + 1;
        return sample[..(end > 0 ? end : sample.Length)].ToArray();
    }
}
