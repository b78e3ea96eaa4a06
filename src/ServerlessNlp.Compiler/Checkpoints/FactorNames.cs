namespace ServerlessNlp.Compiler.Checkpoints;

/// <summary>What word vectors are called that were factorised, behind the name that they had.</summary>
internal static class FactorNames
{
    /// <summary>A narrow vector a word: [words, rank].</summary>
    public const string Table = ".factors.weight";

    /// <summary>What widens it: [size, rank].</summary>
    public const string Projection = ".projection.weight";
}
