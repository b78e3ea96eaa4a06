namespace ServerlessNlp.Compiler.Heads;

/// <summary>How token vectors become one vector for the text.</summary>
public enum Pooling
{
    /// <summary>The mean of the tokens that the mask shows.</summary>
    Mean,

    /// <summary>The first token.</summary>
    Cls,
}
