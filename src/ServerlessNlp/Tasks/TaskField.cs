namespace ServerlessNlp.Tasks;

/// <summary>Whether a task takes a part of a document beside its text.</summary>
public enum TaskField
{
    /// <summary>The task has no use for it.</summary>
    None,

    /// <summary>It may be given.</summary>
    Optional,

    /// <summary>Each document needs it.</summary>
    Required,
}
