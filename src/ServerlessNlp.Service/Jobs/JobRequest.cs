using ServerlessNlp.Service.Messages;
using ServerlessNlp.Tasks;

namespace ServerlessNlp.Service.Jobs;

/// <summary>What somebody asks for: documents from one place, and what to do with them.</summary>
/// <param name="Digest">The SHA-256 of the request as it came.</param>
/// <param name="Tasks">The tasks; null for those that the settings name.</param>
/// <param name="Inline">The documents themselves, or null where <paramref name="Source"/> tells where they are.</param>
/// <param name="Source">Where the documents are, or null.</param>
/// <param name="CancelAfter">How long it may take, or null.</param>
/// <param name="IdempotencyKey">Names the job, so that asking twice makes one; or null.</param>
public sealed record JobRequest(
    string Digest,
    IReadOnlyList<TaskSpecification>? Tasks,
    IReadOnlyList<TaskDocument>? Inline,
    JobSource? Source,
    TimeSpan? CancelAfter = null,
    string? IdempotencyKey = null);
