namespace ServerlessNlp.Tokenization.FastPath;

/// <summary>What a short cut makes of an ASCII character.</summary>
internal enum AsciiKind : byte
{
    /// <summary>Becomes one ASCII character of a word.</summary>
    Word,
    /// <summary>A word of its own.</summary>
    Punctuation,
    /// <summary>As <see cref="Word"/>, but two of them side by side may be replaced by something else.</summary>
    Pairing,
    /// <summary>Becomes a space, which parts words.</summary>
    Space,
    /// <summary>Needs the whole pipeline; so does everything that isn't ASCII.</summary>
    Other,
}
