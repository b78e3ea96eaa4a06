namespace ServerlessNlp.Tasks;

/// <summary>What is refused before any tokenising.</summary>
public sealed record TaskLimits
{
    /// <summary>The limits that hold where no others are set.</summary>
    public static TaskLimits Default { get; } = new();

    /// <summary>The longest document in UTF-16 code units; a pair counts for itself. Default 125,000.</summary>
    public int MaxCharacters { get; init; } = 125_000;
}
