using Microsoft.Extensions.Logging;

namespace ServerlessNlp.Storage.Work;

/// <summary>
/// Deals with a message of the queue <c>documents</c>. When it returns, the message is dealt with: answered, superseded, or
/// in the poison queue with its reason. When it throws, the queue delivers the message again. Thread-safe.
/// </summary>
public sealed partial class WorkProcessor(DocumentWork work, PoisonQueue poison, AttemptLog attempts, MarkerStore markers, TimeProvider time, ILogger<WorkProcessor> log)
{
    // May be right at another time; everything else that is refused never is.
    private static readonly ErrorCode[] Transient = [ErrorCode.ModelLoading, ErrorCode.ModelUnavailable, ErrorCode.StorageUnavailable, ErrorCode.Overloaded, ErrorCode.InternalError];

    /// <summary>Deals with a delivery.</summary>
    public async Task ProcessAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        WorkMessage? message = null;
        if (delivery.InsertedOn is { } inserted)
            StorageTelemetry.Taken(time.GetUtcNow() - inserted);
        try
        {
            message = WorkMessageParser.Parse(WorkMessageParser.Decode(delivery.Text));
            var marker = await work.DoAsync(message, cancellationToken);
            await MarkAsync(message, marker, cancellationToken);
            StorageTelemetry.Done(marker.Outcome);
            LogDone(delivery.MessageId, marker.Outcome);
        }
        catch (NlpException refused) when (!Transient.Contains(refused.Code))
        {
            await FailAsync(delivery, message, new PoisonReason(refused.Code.ToString(), refused.Message), refused, cancellationToken);
        }
        catch (Exception exception) when (delivery.IsLast && !cancellationToken.IsCancellationRequested)
        {
            await FailAsync(delivery, message, ReasonOf(exception), exception, cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            await attempts.AddAsync(delivery.MessageId, exception, cancellationToken);
            throw;
        }
    }

    private async Task FailAsync(Delivery delivery, WorkMessage? message, PoisonReason reason, Exception exception, CancellationToken cancellationToken)
    {
        IReadOnlyList<Attempt> all = [.. await attempts.ListAsync(delivery.MessageId, cancellationToken), attempts.Describe(exception)];
        await poison.AddAsync(delivery.MessageId, delivery.Text, reason, all, cancellationToken);
        if (message is not null)
            await MarkAsync(message, new WorkMarker(message.Item ?? 0, WorkOutcome.Failed, time.GetUtcNow(), Error: reason), cancellationToken);
        StorageTelemetry.Poisoned(reason.Code);
        LogPoisoned(delivery.MessageId, reason.Code);
    }

    private Task MarkAsync(WorkMessage message, WorkMarker marker, CancellationToken cancellationToken) =>
        message is { Job: { } job, Item: not null } ? markers.WriteOnceAsync(job, marker, cancellationToken) : Task.CompletedTask;

    private PoisonReason ReasonOf(Exception exception) => exception is NlpException known
        ? new PoisonReason(known.Code.ToString(), known.Message)
        : new PoisonReason(nameof(ErrorCode.InternalError), attempts.Describe(exception).Error);

    [LoggerMessage(1, LogLevel.Information, "Message {MessageId}: {Outcome}.")]
    private partial void LogDone(string messageId, WorkOutcome outcome);

    [LoggerMessage(2, LogLevel.Warning, "Message {MessageId} is in the poison queue: {Code}.")]
    private partial void LogPoisoned(string messageId, string code);
}
