namespace ServerlessNlp.Chaos.Tests.Documents;

/// <summary>How the workers learn of a document.</summary>
internal enum DocumentSource
{
    /// <summary>By a message of its own, which names a job and a work item.</summary>
    Message,

    /// <summary>By Event Grid's event, which is part of no job.</summary>
    Event,

    /// <summary>By a job over all blobs whose names begin alike.</summary>
    Prefix,
}
