using System.Diagnostics;
using System.Runtime.CompilerServices;
using UglyToad.PdfPig.Filters;
using UglyToad.PdfPig.Logging;
using UglyToad.PdfPig.Tokens;

namespace ServerlessNlp.Documents.Formats.Pdf;

/// <summary>
/// What PdfPig calls while it reads, so that its work can be ended and bounded from within: at every decoded stream, and wherever it
/// would log. PdfPig hands it through as its log. What it says there is dropped: it may quote the document.
/// </summary>
internal sealed class PdfSession(int maxGlyphs, CancellationToken cancellationToken) : ILog, IFilterProvider
{
    /// <summary>What may come out of all streams: pages of text have some KB, fonts of Chinese some MB. Pictures are never decoded.</summary>
    public const long MaxDecodedBytes = 64 << 20;

    // PdfPig goes through the tree of pages level by level on the stack, where no check can reach.
    private const int MaxTreeNodes = 10_000;
    private const int MaxDigits = 6;
    private const int MaxReference = 1000;

    private static ReadOnlySpan<byte> Ranges => "begincodespacerange"u8;

    private static readonly IFilterProvider Filters = DefaultFilterProvider.Instance;

    // Longer than this without a check, and nobody knows what is allocated meanwhile.
    private static readonly TimeSpan Known = TimeSpan.FromMilliseconds(200);

    private long _decoded;
    private long _allocated;
    private long _checked = Stopwatch.GetTimestamp();
    private int _treeNodes;

    /// <summary>Why the document is refused, where it is; PdfPig goes on where it can, also when it was told to end.</summary>
    public NlpException? Refusal { get; private set; }

    /// <summary>The glyphs that were drawn.</summary>
    public int Glyphs { get; private set; }

    /// <summary>What the thread that reads has allocated in all, as of a moment ago; null where the library hasn't come by for longer. Thread-safe.</summary>
    public long? Allocated => Stopwatch.GetElapsedTime(Volatile.Read(ref _checked)) < Known ? Volatile.Read(ref _allocated) : null;

    /// <summary>Refuses the document.</summary>
    public NlpException Refuse(NlpException refusal) => Refusal ??= refusal;

    /// <summary>Ends the work where it was cancelled, or goes too deep for the stack, which nothing could catch.</summary>
    public void Check()
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (Refusal is not null)
            throw Refusal;
        Volatile.Write(ref _allocated, GC.GetAllocatedBytesForCurrentThread());
        Volatile.Write(ref _checked, Stopwatch.GetTimestamp());
        RuntimeHelpers.EnsureSufficientExecutionStack();
    }

    /// <summary>Counts a glyph. There are few more of them than characters; what draws far more is made to hurt.</summary>
    public void CountGlyph()
    {
        Check();
        if (++Glyphs > maxGlyphs)
            throw Refuse(PdfRefusals.TooManyGlyphs);
    }

    public IReadOnlyList<IFilter> GetFilters(DictionaryToken dictionary) => Guarded(Filters.GetFilters(dictionary));

    public IReadOnlyList<IFilter> GetNamedFilters(IReadOnlyList<NameToken> names) => Guarded(Filters.GetNamedFilters(names));

    public IReadOnlyList<IFilter> GetAllFilters() => Guarded(Filters.GetAllFilters());

    public void Debug(string message) => Check();

    public void Debug(string message, Exception ex) => Check();

    public void Warn(string message) => Check();

    public void Error(string message) => Check();

    public void Error(string message, Exception ex) => Check();

    /// <summary>Counts bytes that came out of a filter.</summary>
    public void CountDecoded(int bytes)
    {
        Check();
        if ((_decoded += bytes) > MaxDecodedBytes)
            throw Refuse(PdfRefusals.TooLargeInside);
    }

    /// <summary>Looks at the file, and at what comes out of its streams, for what PdfPig can't be stopped at.</summary>
    public void Inspect(ReadOnlySpan<byte> bytes)
    {
        // Characters of a name may be escaped.
        _treeNodes += bytes.Count("/Kids"u8) + bytes.Count("/K#"u8) + bytes.Count("/#"u8);
        if (_treeNodes > MaxTreeNodes)
            throw Refuse(PdfRefusals.TooDeep);
        if (TrueTypeGlyphs.AreTooMany(bytes))
            throw Refuse(PdfRefusals.TooCostly("memory"));
        if (HasReferenceAsObject(bytes))
            throw Refuse(PdfRefusals.Corrupt(null));
        // A character map says how many ranges follow, and space is made for all of them.
        for (var at = bytes.IndexOf(Ranges); at >= 0; at = bytes.IndexOf(Ranges))
        {
            var digits = bytes[..at].TrimEnd(" \t\r\n\f\0"u8);
            if (digits.Length - digits.TrimEnd("0123456789"u8).Length > MaxDigits)
                throw Refuse(PdfRefusals.TooCostly("memory"));
            bytes = bytes[(at + Ranges.Length)..];
        }
    }

    // An object that is nothing but the name of another, which may be that of itself: PdfPig follows it for ever on the stack.
    private static bool HasReferenceAsObject(ReadOnlySpan<byte> bytes)
    {
        for (var at = bytes.IndexOf("obj"u8); at >= 0; at = bytes.IndexOf("obj"u8))
        {
            var isEnd = at > 0 && bytes[at - 1] == 'd';
            bytes = bytes[(at + 3)..];
            var content = bytes.TrimStart(" \t\r\n\f\0"u8);
            if (isEnd || content.IsEmpty || content[0] is not ((>= (byte)'0' and <= (byte)'9') or (byte)'%'))
                continue;
            var end = content.IndexOf("obj"u8);
            if (content[..(end < 0 ? content.Length : end)].Contains((byte)'R') && end > 0 && end < MaxReference)
                return true;
        }
        return false;
    }

    // Also of what is not encoded, for it may have been encrypted.
    private List<IFilter> Guarded(IReadOnlyList<IFilter> filters)
    {
        Check();
        return filters.Count == 0 ? [new PdfFilter(null, this)] : [.. filters.Select(filter => new PdfFilter(filter, this))];
    }
}
