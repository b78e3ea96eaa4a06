namespace ServerlessNlp.Text;

/// <summary>A part of a text.</summary>
/// <param name="Offset">Where it starts, in UTF-16 code units.</param>
/// <param name="Length">Its length in UTF-16 code units.</param>
public readonly record struct TextSpan(int Offset, int Length)
{
    /// <summary>Where it ends, exclusive.</summary>
    public int End => Offset + Length;

    /// <summary>The part itself.</summary>
    public ReadOnlySpan<char> Of(string text) => text.AsSpan(Offset, Length);
}
