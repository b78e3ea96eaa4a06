namespace ServerlessNlp.Tokenization;

/// <summary>Which sequence gives way when both together are too long.</summary>
public enum TruncationStrategy
{
    /// <summary>The longer one first, then both alike.</summary>
    LongestFirst,
    /// <summary>The text.</summary>
    OnlyFirst,
    /// <summary>Its pair.</summary>
    OnlySecond,
}
