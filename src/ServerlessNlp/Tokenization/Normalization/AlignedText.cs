using System.Buffers;
using System.Text;
using ServerlessNlp.Tokenization.Unicode;

namespace ServerlessNlp.Tokenization.Normalization;

/// <summary>
/// A text under normalisation: code points that remember where in the original they come from.
/// A transformation writes the whole text anew: <see cref="Append(int, int)"/> what stays, then <see cref="Commit"/>.
/// </summary>
/// <remarks>Not thread-safe: it belongs to one encoding at a time, and keeps its arrays for the next.</remarks>
internal sealed class AlignedText
{
    private Aligned[] _current = new Aligned[64];
    private Aligned[] _next = new Aligned[64];
    private int _nextLength, _source;

    public int Length { get; private set; }

    /// <summary>Room for a decomposition, kept between uses.</summary>
    public Decomposition Decomposition { get; } = new();

    /// <summary>Room for changes that are collected before they are applied.</summary>
    public ChangeList Changes { get; } = new();

    public ReadOnlySpan<Aligned> Span => _current.AsSpan(0, Length);

    /// <summary>Whether a character map dropped something at the start, which moves the ranges of all that follows.</summary>
    public bool IsMisplaced { get; set; }

    /// <summary>Takes a part of a text; <paramref name="offset"/> is where the part begins in the original. A lone surrogate becomes U+FFFD.</summary>
    public void Load(ReadOnlySpan<char> text, int offset)
    {
        if (_current.Length < text.Length)
            _current = new Aligned[Math.Max(text.Length, _current.Length * 2)];
        var length = 0;
        for (var at = 0; at < text.Length;)
        {
            var status = Rune.DecodeFromUtf16(text[at..], out var rune, out var units);
            var codePoint = status == OperationStatus.Done ? rune.Value : 0xFFFD;
            _current[length++] = new Aligned(codePoint, offset + at, offset + at + units);
            at += units;
        }
        Length = length;
    }

    /// <summary>Takes a part of another text as it stands.</summary>
    public void Load(ReadOnlySpan<Aligned> text)
    {
        if (_current.Length < text.Length)
            _current = new Aligned[Math.Max(text.Length, _current.Length * 2)];
        text.CopyTo(_current);
        Length = text.Length;
        IsMisplaced = false;
    }

    /// <summary>Begins a transformation, by default at the first code point; those before <paramref name="skip"/> are dropped.</summary>
    public void Begin(int skip = 0)
    {
        _nextLength = 0;
        _source = skip;
    }

    /// <summary>
    /// Appends a code point, as Hugging Face's NormalizedString.transform does: with a change of 0 it replaces
    /// the next one of the source; with a positive change it is inserted and shares the range of the one before;
    /// with a negative one it replaces the next and drops as many more.
    /// </summary>
    public void Append(int codePoint, int change)
    {
        if (change > 0)
        {
            var range = _source < 1 ? default : _current[_source - 1];
            Append(new Aligned(codePoint, range.Start, range.End));
            return;
        }
        var replaced = _current[_source];
        Append(new Aligned(codePoint, replaced.Start, replaced.End));
        _source = Math.Min(Length, _source + 1 - change);
    }

    /// <summary>Appends a code point with a range of its own choice, apart from the counting of <see cref="Append(int, int)"/>.</summary>
    public void Append(Aligned item)
    {
        if (_nextLength == _next.Length)
            Array.Resize(ref _next, _next.Length * 2);
        _next[_nextLength++] = item;
    }

    /// <summary>Ends a transformation: what was appended becomes the text.</summary>
    public void Commit()
    {
        (_current, _next) = (_next, _current);
        Length = _nextLength;
    }

    /// <summary>Replaces a code point in place, keeping its range.</summary>
    public void Replace(int index, int codePoint) => _current[index] = _current[index] with { CodePoint = codePoint };

    /// <summary>Drops code points at both ends.</summary>
    public void Trim(int leading, int trailing)
    {
        Length -= leading + trailing;
        if (leading > 0)
            Array.Copy(_current, leading, _current, 0, Length);
    }

    /// <summary>Drops what has one of the properties; inside, that leaves a gap between ranges.</summary>
    public void Filter(CodePointProperties drop)
    {
        var kept = 0;
        for (var i = 0; i < Length; i++)
        {
            if (!UnicodeData.Has(_current[i].CodePoint, drop))
                _current[kept++] = _current[i];
        }
        Length = kept;
    }
}
