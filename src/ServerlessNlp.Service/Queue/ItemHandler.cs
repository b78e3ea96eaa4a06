using ServerlessNlp.Service.Jobs;
using ServerlessNlp.Service.Messages;

namespace ServerlessNlp.Service.Queue;

/// <summary>Works on a document, or on lines of a batch, and marks in their job how it ended. Thread-safe.</summary>
public sealed class ItemHandler(DocumentHandler documents, BatchHandler batches, MarkerStore markers, JobStore jobs, TimeProvider time)
{
    /// <summary>Does the work, unless that is done or its job is cancelled.</summary>
    /// <exception cref="NlpException">It can't be done, now or ever: the code tells.</exception>
    public async Task<WorkOutcome> HandleAsync(WorkMessage message, CancellationToken cancellationToken)
    {
        if (message is not { Job: { } job, Item: { } item })
            return OutcomeOf(await documents.HandleAsync(message, cancellationToken));
        if (await markers.ReadAsync(job, item, cancellationToken) is { } done)
            return done.Outcome;
        var marker = await HandleAsync(message, job, item, cancellationToken);
        await markers.WriteOnceAsync(job, marker, cancellationToken);
        return marker.Outcome;
    }

    private async Task<WorkMarker> HandleAsync(WorkMessage message, string job, int item, CancellationToken cancellationToken)
    {
        if (await jobs.FindAsync(job, cancellationToken) is { } found && await jobs.IsCancelledAsync(found, cancellationToken))
            return Marker(message, item, WorkOutcome.Cancelled);
        if (message.Lines is not null)
            return await batches.HandleAsync(message, cancellationToken);
        var results = await documents.HandleAsync(message, cancellationToken);
        return Marker(message, item, OutcomeOf(results)) with { Results = results };
    }

    private static WorkOutcome OutcomeOf(IReadOnlyDictionary<string, string>? results) => results is null ? WorkOutcome.Superseded : WorkOutcome.Succeeded;

    /// <summary>Whether a work item has its marker. Outside a job nobody knows.</summary>
    public async Task<bool> IsDoneAsync(WorkMessage message, CancellationToken cancellationToken) =>
        message is { Job: { } job, Item: { } item } && await markers.ReadAsync(job, item, cancellationToken) is not null;

    /// <summary>Marks that the work can't be done.</summary>
    public Task FailAsync(WorkMessage message, WorkError reason, CancellationToken cancellationToken) => message is { Job: { } job, Item: { } item }
        ? markers.WriteOnceAsync(job, Marker(message, item, WorkOutcome.Failed, reason), cancellationToken)
        : Task.CompletedTask;

    private WorkMarker Marker(WorkMessage message, int item, WorkOutcome outcome, WorkError? error = null) =>
        new(item, outcome, time.GetUtcNow(), DocumentCounts.Of(outcome, message.Lines?.Documents ?? 1), Error: error);
}
