namespace ServerlessNlp.Tasks;

/// <summary>What an option's value is in JSON.</summary>
public enum TaskOptionKind
{
    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>A number.</summary>
    Number,

    /// <summary>One of a few strings.</summary>
    Choice,
}
