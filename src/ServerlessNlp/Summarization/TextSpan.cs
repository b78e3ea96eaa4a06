namespace ServerlessNlp.Summarization;

/// <summary>A part of a text.</summary>
/// <param name="Offset">Where it starts, in UTF-16 code units.</param>
/// <param name="Length">Its length in UTF-16 code units.</param>
public readonly record struct TextSpan(int Offset, int Length)
{
    /// <summary>Where it ends, exclusive.</summary>
    public int End => Offset + Length;

    /// <summary>The part from a start to an end, exclusive.</summary>
    public static TextSpan Between(int start, int end) => new(start, end - start);

    /// <summary>The part itself.</summary>
    public ReadOnlySpan<char> Of(string text) => text.AsSpan(Offset, Length);

    /// <summary>The part without white space at its ends.</summary>
    public TextSpan Trim(string text)
    {
        var (start, end) = (Offset, End);
        while (start < end && char.IsWhiteSpace(text[start]))
            start++;
        while (end > start && char.IsWhiteSpace(text[end - 1]))
            end--;
        return Between(start, end);
    }
}
