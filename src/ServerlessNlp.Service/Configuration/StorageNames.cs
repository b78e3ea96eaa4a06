namespace ServerlessNlp.Service.Configuration;

/// <summary>The names of containers and queues: the same in code, Bicep and documentation.</summary>
public static class StorageNames
{
    /// <summary>Container of model packages: <c>{name}/{version}/manifest.json, …</c> and <c>{name}/current.json</c>.</summary>
    public const string ModelsContainer = "models";

    /// <summary>Container of the drop: Event Grid watches it.</summary>
    public const string DocumentsContainer = "documents";

    /// <summary>Container of what <c>nlp submit</c> and jobs bring; nobody watches it.</summary>
    public const string UploadsContainer = "uploads";

    /// <summary>Container of results.</summary>
    public const string ResultsContainer = "results";

    /// <summary>Container of jobs and of the markers of their work items.</summary>
    public const string JobsContainer = "jobs";

    /// <summary>Queue of work.</summary>
    public const string DocumentsQueue = "documents";

    /// <summary>Queue of work that failed, each with its reason.</summary>
    public const string PoisonQueue = DocumentsQueue + "-poison";

    /// <summary>Every container.</summary>
    public static IReadOnlyList<string> Containers { get; } = [ModelsContainer, DocumentsContainer, UploadsContainer, ResultsContainer, JobsContainer];

    /// <summary>Every queue.</summary>
    public static IReadOnlyList<string> Queues { get; } = [DocumentsQueue, PoisonQueue];
}
