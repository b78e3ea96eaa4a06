namespace ServerlessNlp.Tokenization;

/// <summary>At which end a sequence is cut.</summary>
public enum TruncationDirection
{
    /// <summary>The end goes.</summary>
    Right,
    /// <summary>The beginning goes.</summary>
    Left,
}
