namespace ServerlessNlp.Tokenization;

/// <summary>Which sequence of a pair is cut into windows; the other stands whole in each.</summary>
public enum WindowedSide
{
    /// <summary>The first sequence.</summary>
    Text,
    /// <summary>The second sequence.</summary>
    Pair,
}
