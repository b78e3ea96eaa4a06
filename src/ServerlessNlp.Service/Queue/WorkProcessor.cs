using Microsoft.Extensions.Logging;
using ServerlessNlp.Service.Jobs;
using ServerlessNlp.Service.Poison;

namespace ServerlessNlp.Service.Queue;

/// <summary>
/// Deals with a message of the queue <c>documents</c>. When it returns, the message is dealt with: done, superseded, or
/// in the poison queue with its reason. When it throws, the queue delivers the message again. Thread-safe.
/// </summary>
public sealed partial class WorkProcessor(ItemWork items, JobWork jobs, PoisonQueue poison, AttemptLog attempts, TimeProvider time, ILogger<WorkProcessor> log)
{
    // May be right at another time; everything else that is refused never is.
    private static readonly ErrorCode[] Transient = [ErrorCode.ModelLoading, ErrorCode.ModelUnavailable, ErrorCode.StorageUnavailable, ErrorCode.Overloaded, ErrorCode.InternalError];

    private static readonly PoisonReason Crashed = new("crashed", "Each worker that tried it died without a word. The document may need more memory or time than a worker has.");

    /// <summary>Deals with a delivery.</summary>
    public async Task ProcessAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        IQueueWork? work = null;
        if (delivery.InsertedOn is { } inserted)
            ServiceTelemetry.Taken(time.GetUtcNow() - inserted);
        try
        {
            work = WorkMessageParser.Parse(WorkMessageParser.Decode(delivery.Text));
            if (delivery.IsSpent && !await IsDoneAsync(work, cancellationToken))
                await GiveUpAsync(delivery, work, cancellationToken);
            else
                await DoAsync(delivery, work, cancellationToken);
        }
        catch (NlpException refused) when (!Transient.Contains(refused.Code))
        {
            await FailAsync(delivery, work, new PoisonReason(refused.Code.ToString(), refused.Message), refused, cancellationToken);
        }
        catch (Exception exception) when (delivery.IsLastAttempt && !cancellationToken.IsCancellationRequested)
        {
            await FailAsync(delivery, work, ReasonOf(exception), exception, cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            await attempts.AddAsync(delivery.MessageId, exception, cancellationToken);
            throw;
        }
    }

    private async Task DoAsync(Delivery delivery, IQueueWork work, CancellationToken cancellationToken)
    {
        switch (work)
        {
            case WorkMessage message:
                var outcome = await items.DoAsync(message, cancellationToken);
                ServiceTelemetry.Done(outcome);
                LogDone(delivery.MessageId, outcome);
                break;
            case JobMessage message:
                await jobs.DoAsync(message, cancellationToken);
                break;
            default:
                throw new NotSupportedException($"Nobody does {work.GetType().Name}.");
        }
    }

    // Only its removal from the queue failed, each time.
    private async Task<bool> IsDoneAsync(IQueueWork work, CancellationToken cancellationToken) =>
        work is WorkMessage message && await items.IsDoneAsync(message, cancellationToken);

    private async Task FailAsync(Delivery delivery, IQueueWork? work, PoisonReason reason, Exception exception, CancellationToken cancellationToken)
    {
        IReadOnlyList<Attempt> all = [.. await attempts.ListAsync(delivery.MessageId, cancellationToken), attempts.Describe(exception)];
        await SetAsideAsync(delivery, work, reason, all, cancellationToken);
    }

    private async Task GiveUpAsync(Delivery delivery, IQueueWork work, CancellationToken cancellationToken) =>
        await SetAsideAsync(delivery, work, Crashed, await attempts.ListAsync(delivery.MessageId, cancellationToken), cancellationToken);

    private async Task SetAsideAsync(Delivery delivery, IQueueWork? work, PoisonReason reason, IReadOnlyList<Attempt> all, CancellationToken cancellationToken)
    {
        // To look after a job can't fail for good: without it, the job would not end by itself.
        if (work is JobMessage { Step: JobStep.Watch } watch)
        {
            await jobs.PutOffAsync(watch, cancellationToken);
            LogPutOff(delivery.MessageId, reason.Code);
            return;
        }
        await poison.AddAsync(delivery.MessageId, delivery.Text, reason, all, cancellationToken);
        if (work is WorkMessage item)
            await items.FailAsync(item, reason, cancellationToken);
        else if (work is JobMessage job)
            await jobs.FailAsync(job, reason, cancellationToken);
        ServiceTelemetry.Poisoned(reason.Code);
        LogPoisoned(delivery.MessageId, reason.Code);
    }

    private PoisonReason ReasonOf(Exception exception) => exception is NlpException known
        ? new PoisonReason(known.Code.ToString(), known.Message)
        : new PoisonReason(nameof(ErrorCode.InternalError), attempts.Describe(exception).Error);

    [LoggerMessage(1, LogLevel.Information, "Message {MessageId}: {Outcome}.")]
    private partial void LogDone(string messageId, WorkOutcome outcome);

    [LoggerMessage(2, LogLevel.Warning, "Message {MessageId} is in the poison queue: {Code}.")]
    private partial void LogPoisoned(string messageId, string code);

    [LoggerMessage(3, LogLevel.Warning, "Message {MessageId} is put off: {Code}.")]
    private partial void LogPutOff(string messageId, string code);
}
