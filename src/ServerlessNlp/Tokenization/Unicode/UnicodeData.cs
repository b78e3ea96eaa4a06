namespace ServerlessNlp.Tokenization.Unicode;

/// <summary>
/// The Unicode tables of Hugging Face's tokenizers (unicode.bin, made by generate-tables.mjs), not the
/// runtime's: they differ from any one version of Unicode, and do not depend on culture or ICU.
/// </summary>
internal static class UnicodeData
{
    private const int HangulFirst = 0xAC00, HangulLast = 0xD7A3;
    private const int LeadFirst = 0x1100, VowelFirst = 0x1161, TailBase = 0x11A7;
    private const int LeadCount = 19, VowelCount = 21, TailCount = 28;

    private static readonly PagedTable<ushort> Properties;
    private static readonly PagedTable<byte> CombiningClasses;
    private static readonly PagedTable<byte> GraphemeBreaks;
    private static readonly CodePointMap Lowercase, Canonical, Compatibility;
    private static readonly Dictionary<long, int> Compositions = [];

    static UnicodeData()
    {
        using var stream = typeof(UnicodeData).Assembly.GetManifestResourceStream("ServerlessNlp.Tokenization.unicode.bin")
            ?? throw new InvalidOperationException("The assembly lacks its Unicode tables.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        var reader = new VarintReader(bytes);
        Properties = PagedTable<ushort>.FromRuns(ref reader, value => (ushort)value);
        CombiningClasses = PagedTable<byte>.FromRuns(ref reader, value => (byte)value);
        GraphemeBreaks = PagedTable<byte>.FromRuns(ref reader, value => (byte)value);
        Lowercase = CodePointMap.Read(ref reader);
        Canonical = CodePointMap.Read(ref reader);
        Compatibility = CodePointMap.Read(ref reader);
        for (var count = reader.Next(); count > 0; count--)
        {
            var (first, second, composed) = (reader.Next(), reader.Next(), reader.Next());
            Compositions.Add(Pair(first, second), composed);
        }
    }

    public static bool Has(int codePoint, CodePointProperties property) =>
        (Properties[codePoint] & (ushort)property) != 0;

    public static CodePointProperties PropertiesOf(int codePoint) => (CodePointProperties)Properties[codePoint];

    /// <summary>The rank of the canonical combining class: 0 for starters, else in the order of the classes.</summary>
    public static int CombiningClass(int codePoint) => CombiningClasses[codePoint];

    public static GraphemeBreak GraphemeBreak(int codePoint) => (GraphemeBreak)GraphemeBreaks[codePoint];

    /// <summary>The lower-case form, or empty where it is the code point itself.</summary>
    public static ReadOnlySpan<int> ToLower(int codePoint) => Lowercase[codePoint];

    /// <summary>Writes the full decomposition; gives its length (1 to 18).</summary>
    public static int Decompose(int codePoint, bool compatible, Span<int> target)
    {
        if (codePoint is >= HangulFirst and <= HangulLast)
            return DecomposeHangul(codePoint, target);
        var mapped = compatible ? Compatibility[codePoint] : default;
        if (mapped.IsEmpty)
            mapped = Canonical[codePoint];
        if (mapped.IsEmpty)
        {
            target[0] = codePoint;
            return 1;
        }
        mapped.CopyTo(target);
        return mapped.Length;
    }

    /// <summary>The primary composite of two code points, or -1.</summary>
    public static int Compose(int first, int second)
    {
        if (first is >= LeadFirst and < LeadFirst + LeadCount && second is >= VowelFirst and < VowelFirst + VowelCount)
            return HangulFirst + ((first - LeadFirst) * VowelCount + (second - VowelFirst)) * TailCount;
        if (first is >= HangulFirst and <= HangulLast && (first - HangulFirst) % TailCount == 0
            && second is > TailBase and < TailBase + TailCount)
            return first + (second - TailBase);
        return Compositions.GetValueOrDefault(Pair(first, second), -1);
    }

    private static int DecomposeHangul(int codePoint, Span<int> target)
    {
        var index = codePoint - HangulFirst;
        target[0] = LeadFirst + index / (VowelCount * TailCount);
        target[1] = VowelFirst + index % (VowelCount * TailCount) / TailCount;
        if (index % TailCount == 0)
            return 2;
        target[2] = TailBase + index % TailCount;
        return 3;
    }

    private static long Pair(int first, int second) => (long)first << 32 | (uint)second;
}
