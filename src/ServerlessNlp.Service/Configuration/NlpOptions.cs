using System.ComponentModel.DataAnnotations;

namespace ServerlessNlp.Service.Configuration;

/// <summary>The settings: section <c>Nlp</c>, environment <c>Nlp__…</c>. Checked when the process starts.</summary>
public sealed class NlpOptions
{
    /// <summary>The name of the configuration section.</summary>
    public const string Section = "Nlp";

    /// <summary>The default of <see cref="MaxDocumentBytes"/>.</summary>
    public const int DefaultMaxDocumentBytes = 20 << 20;

    /// <summary>The connection that models are loaded from.</summary>
    /// <value>A connection's name; default <c>DocumentStorage</c>.</value>
    [Required]
    public string ModelStorage { get; set; } = StorageConnections.DefaultName;

    /// <summary>The connection of documents, jobs and results.</summary>
    /// <value>A connection's name; default <c>DocumentStorage</c>.</value>
    [Required]
    public string DocumentStorage { get; set; } = StorageConnections.DefaultName;

    /// <summary>How much memory loaded models may take before the least recently used leave.</summary>
    /// <value>Megabytes; default half of what the process may use.</value>
    [Range(16, 1 << 20)]
    public int ModelBudgetMB { get; set; } = (int)Math.Clamp(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 2 >> 20, 16, 1 << 20);

    /// <summary>The folder that downloaded models are kept in.</summary>
    /// <value>Default: a folder of this application in the machine's folder for temporary files.</value>
    [Required]
    public string CacheDirectory { get; set; } = Path.Combine(Path.GetTempPath(), "serverless-nlp", "models");

    /// <summary>How long a request waits for its model to be loaded.</summary>
    /// <value>Seconds; default 30.</value>
    [Range(0, 3600)]
    public double LoadDeadlineSeconds { get; set; } = 30;

    /// <summary>How long it may take until a newly published version of a model is served.</summary>
    /// <value>Seconds; default 30.</value>
    [Range(0, 3600)]
    public double ModelRefreshSeconds { get; set; } = 30;

    /// <summary>The documents that a request may have.</summary>
    /// <value>Default 32.</value>
    [Range(1, 10_000)]
    public int MaxDocuments { get; set; } = 32;

    /// <summary>The largest body of a request.</summary>
    /// <value>Bytes; default 2 MB.</value>
    [Range(1024, 100 << 20)]
    public int MaxRequestBytes { get; set; } = 2 << 20;

    /// <summary>The longest document.</summary>
    /// <value>UTF-16 code units; default 125,000.</value>
    [Range(1, 100_000_000)]
    public int MaxCharacters { get; set; } = 125_000;

    /// <summary>The largest document in storage, in whatever format; refused before it is downloaded.</summary>
    /// <value>Bytes; default 20 MB.</value>
    [Range(1024, 1 << 30)]
    public int MaxDocumentBytes { get; set; } = DefaultMaxDocumentBytes;

    /// <summary>The requests that are worked on at once; one more is refused at once.</summary>
    /// <value>Default: four for each processor.</value>
    [Range(1, 10_000)]
    public int MaxConcurrentRequests { get; set; } = 4 * Environment.ProcessorCount;

    /// <summary>The threads that one inference may use.</summary>
    /// <value>Default: one for each processor.</value>
    [Range(1, 256)]
    public int Threads { get; set; } = Environment.ProcessorCount;

    /// <summary>The tasks for a document whose message names none.</summary>
    /// <value>Separated by commas, each <c>task</c> or <c>task:model</c>; default <c>classify,summarize</c>.</value>
    [Required]
    public string DefaultTasks { get; set; } = "classify,summarize";

    /// <summary>How long jobs and results are kept. In Azure the storage account's lifecycle rule deletes them then.</summary>
    /// <value>Days; default 30.</value>
    [Range(1, 3650)]
    public int ResultRetentionDays { get; set; } = 30;

    /// <summary>The queue that is told when a job has ended, or nothing.</summary>
    /// <value>A queue's name in the document storage; default: nobody is told.</value>
    [RegularExpression("^[a-z0-9](-?[a-z0-9]){2,62}$")]
    public string? CompletionQueue { get; set; }

    /// <summary>Whether <c>GET /</c> is a page to try everything; open to everybody, while what it calls asks for keys as ever.</summary>
    /// <value>Default: no.</value>
    public bool Page { get; set; }
}
