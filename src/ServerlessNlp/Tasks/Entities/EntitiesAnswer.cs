namespace ServerlessNlp.Tasks.Entities;

/// <summary>The names in a document, in its order.</summary>
public sealed record EntitiesAnswer : DocumentAnswer
{
    /// <summary>The entities; none overlaps another.</summary>
    public required IReadOnlyList<Entity> Entities { get; init; }
}
