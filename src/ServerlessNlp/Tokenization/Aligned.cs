namespace ServerlessNlp.Tokenization;

/// <summary>A code point of a text under normalisation, and the UTF-16 range of the original that it stands for.</summary>
internal readonly record struct Aligned(int CodePoint, int Start, int End);
