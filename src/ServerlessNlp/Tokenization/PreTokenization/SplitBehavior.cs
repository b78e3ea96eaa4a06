namespace ServerlessNlp.Tokenization.PreTokenization;

/// <summary>What becomes of a delimiter.</summary>
internal enum SplitBehavior
{
    Removed,
    Isolated,
    MergedWithPrevious,
    MergedWithNext,
    Contiguous,
}

internal static class SplitBehaviors
{
    /// <summary>Whether a segment joins the one before it.</summary>
    public static bool Merges(this SplitBehavior behavior, bool previousIsMatch, bool isMatch) => behavior switch
    {
        SplitBehavior.Contiguous => previousIsMatch == isMatch,
        SplitBehavior.MergedWithPrevious => isMatch && !previousIsMatch,
        SplitBehavior.MergedWithNext => !isMatch && previousIsMatch,
        _ => false,
    };
}
