using System.Text;

namespace ServerlessNlp.Documents.Charsets;

/// <summary>
/// Finds the charset of text. In this order: a byte order mark; what is declared, the first that the bytes don't contradict;
/// UTF-16 and UTF-32 by where their zeros are; UTF-8; a guess by what the text would be.
/// </summary>
internal static class CharsetDetector
{
    // So many characters can't be UTF-8 by chance.
    private const int FewSequences = 4;

    /// <summary>Decodes text.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="declared">The charsets that are declared for them, the most binding first; null where nothing is declared.</param>
    /// <exception cref="NlpException">They are no text, or not what their byte order mark says.</exception>
    public static DecodedText Decode(ReadOnlySpan<byte> bytes, params ReadOnlySpan<string?> declared)
    {
        if (ByteOrderMark.Find(bytes) is { } mark)
            return Marked(bytes[mark.Preamble.Length..], mark);
        var utf8 = Utf8Shape.Of(bytes);
        foreach (var name in declared)
        {
            if (CharsetNames.Find(name) is { } encoding && Fits(bytes, utf8, encoding, name) is { } fitting)
                return new DecodedText(fitting.GetString(bytes), fitting.WebName, IsGuess: false);
        }
        return Undeclared(bytes, utf8);
    }

    private static DecodedText Undeclared(ReadOnlySpan<byte> bytes, Utf8Shape utf8)
    {
        if (WideText.Detect(bytes) is { } wide)
            return new DecodedText(wide.GetString(bytes), wide.WebName, IsGuess: true);
        if (CharsetGuess.ByEscapes(bytes) is { } escaped)
            return new DecodedText(escaped.GetString(bytes), escaped.WebName, IsGuess: true);
        if (utf8.IsValid || (utf8.IsLikely && (utf8.Sequences >= FewSequences || !CharsetGuess.IsOtherAlphabet(bytes))))
            return new DecodedText(Encoding.UTF8.GetString(bytes), Encoding.UTF8.WebName, IsGuess: false);
        var guess = CharsetGuess.Find(bytes)
            ?? throw new NlpException(ErrorCode.UnreadableDocument, "The document is not text in any charset that could be found. Save it as UTF-8.");
        return new DecodedText(guess.GetString(bytes), guess.WebName, IsGuess: true);
    }

    // The encoding that a declaration means for these bytes, or null where they contradict it.
    private static Encoding? Fits(ReadOnlySpan<byte> bytes, Utf8Shape utf8, Encoding encoding, string? name)
    {
        if (encoding is UTF8Encoding)
            return utf8.IsLikely ? encoding : null;
        if (encoding is UnicodeEncoding or UTF32Encoding)
            return WideText.Detect(bytes) ?? (utf8.IsValid || IsMostlyDamage(bytes, encoding) ? null : encoding);
        if (utf8.IsAscii)
            return encoding;
        if (CharsetNames.IsAscii(name) || (utf8.IsValid && utf8.Sequences >= (encoding.IsSingleByte ? 1 : FewSequences)))
            return null;
        return IsMostlyDamage(bytes, encoding) ? null : encoding;
    }

    // Characters of private use are as good as none: some code pages have one for every pair of bytes.
    private static bool IsMostlyDamage(ReadOnlySpan<byte> bytes, Encoding encoding)
    {
        var text = encoding.GetString(bytes[..Math.Min(bytes.Length, CharsetGuess.Sample)]);
        var (damages, others) = (text.Count(character => character == '\uFFFD' || (!encoding.IsSingleByte && character is >= '\uE000' and <= '\uF8FE')), text.Count(character => character > '\u007F'));
        return damages * 2 > others;
    }

    private static DecodedText Marked(ReadOnlySpan<byte> bytes, Encoding mark)
    {
        var decoded = new DecodedText(mark.GetString(bytes), mark.WebName, IsGuess: false);
        return decoded.IsDamaged && mark is not UTF8Encoding && decoded.Text.Count(character => character == '\uFFFD') * 2 > decoded.Text.Length
            ? throw new NlpException(ErrorCode.UnreadableDocument, $"The document is not the {mark.WebName} text that it seems to be. Save it as UTF-8.")
            : decoded;
    }
}
