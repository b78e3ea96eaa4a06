namespace ServerlessNlp.Tasks.Entities;

/// <summary>Options of <c>entities</c>.</summary>
public sealed record EntitiesOptions : TaskOptions
{
    /// <summary>The score from which an entity is given, 0 to 1; null means the manifest's, or 0.</summary>
    public double? Threshold { get; init; }
}
