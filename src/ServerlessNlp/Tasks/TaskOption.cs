namespace ServerlessNlp.Tasks;

/// <summary>An option that a task has: for reading it from JSON, a query or a command line, and for documenting it.</summary>
/// <param name="Name">The name in JSON and in a query.</param>
/// <param name="Kind">What its value is.</param>
/// <param name="Description">A phrase that says what it does, with the default.</param>
/// <param name="Allowed">What it may be, in words: "a whole number from 1 to 100", "offset or rank".</param>
public abstract record TaskOption(string Name, TaskOptionKind Kind, string Description, string Allowed);

/// <summary>What an option's value is in JSON.</summary>
public enum TaskOptionKind
{
    /// <summary>A whole number.</summary>
    WholeNumber,

    /// <summary>A number.</summary>
    Number,

    /// <summary>One of a few strings.</summary>
    Choice,
}
