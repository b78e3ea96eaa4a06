namespace ServerlessNlp.Compiler.Sentences;

/// <summary>How token vectors become one vector for the text.</summary>
public enum Pooling
{
    /// <summary>The mean of the tokens that the mask shows.</summary>
    Mean,

    /// <summary>The first token.</summary>
    Cls,

    /// <summary>The largest value of each dimension over the tokens that the mask shows.</summary>
    Max,

    /// <summary>The sum of the tokens that the mask shows, divided by the square root of their number.</summary>
    MeanSqrt,
}
