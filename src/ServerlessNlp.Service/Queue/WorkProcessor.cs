using Microsoft.Extensions.Logging;
using ServerlessNlp.Service.Configuration;
using ServerlessNlp.Service.Jobs;
using ServerlessNlp.Service.Messages;
using ServerlessNlp.Service.Poison;

namespace ServerlessNlp.Service.Queue;

/// <summary>
/// Deals with a message of the queue <c>documents</c>. When it returns, the message is dealt with: done, superseded, put back
/// for later, or in the poison queue with its reason. When it throws, the queue delivers the message again. Thread-safe.
/// </summary>
// A delivery ends in one of five ways:
//   done      nothing is left to do
//   failed    it is an attempt: a copy with its history is put back with a growing delay, or it is set aside
//   stopped   the worker was asked to: noted, no attempt, and the host delivers the message again
//   thrown    not even a copy can be put back, since storage is away: the host delivers it again
//   without a word   the worker died
// So a message with more deliveries than notes was there when a worker died, of it or of another. It is tried alone, which is
// noted for as long as it lasts: who dies then dies of this message, and only after that happened again and again is it given up on.
public sealed partial class WorkProcessor(
    ItemHandler items, JobHandler jobs, RetryQueue retries, PoisonQueue poison, DeliveryLog deliveries, WorkGate gate, TimeProvider time, ILogger<WorkProcessor> log)
{
    // An instance may also be taken away at that moment; not so often.
    private const int MaxCrashes = 3;

    private static readonly TimeSpan TimeToNote = TimeSpan.FromSeconds(2);

    private static readonly WorkError Crashed = new(WorkError.Crashed, $"{MaxCrashes} workers died while they worked on this alone. The document may need more memory or time than a worker has.");

    /// <summary>Deals with a delivery.</summary>
    /// <exception cref="NlpException">StorageUnavailable: storage can't even take the message back.</exception>
    /// <exception cref="OperationCanceledException">The worker is asked to stop.</exception>
    public async Task ProcessAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        var message = QueuedMessage.New(delivery);
        IQueueWork? work = null;
        try
        {
            message = await retries.OpenAsync(delivery, cancellationToken);
            if (delivery is { IsFirst: true, InsertedOn: { } inserted } && message.Attempts.Count == 0)
                ServiceTelemetry.Taken(time.GetUtcNow() - inserted);
            work = WorkMessageParser.Parse(WorkMessageParser.Decode(message.Text));
            await TryAsync(delivery, message, work, cancellationToken);
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            await NoteStopAsync(delivery, message);
            throw new OperationCanceledException(cancellationToken);
        }
        catch (Exception exception)
        {
            await RefuseAsync(delivery, message, work, exception, cancellationToken);
        }
    }

    private async Task TryAsync(Delivery delivery, QueuedMessage message, IQueueWork work, CancellationToken cancellationToken)
    {
        var history = delivery.IsFirst ? DeliveryHistory.None : await deliveries.ReadAsync(message, delivery, cancellationToken);
        if (history.Crashes.Count >= MaxCrashes && !await IsDoneAsync(work, cancellationToken))
            await SetAsideAsync(delivery, message with { Attempts = [.. message.Attempts, .. history.Crashes.Select(at => new Attempt(at, "The worker died."))] }, work, Crashed, cancellationToken);
        // The host would set it aside by itself and without a reason. A copy is counted anew.
        else if (delivery.IsNearLimit)
            await retries.PutBackAsync(message, TimeSpan.Zero, cancellationToken);
        else if (history.IsSuspect)
            await TryAloneAsync(delivery, message, work, cancellationToken);
        else
            await TryBesideOthersAsync(delivery, work, cancellationToken);
    }

    private async Task TryBesideOthersAsync(Delivery delivery, IQueueWork work, CancellationToken cancellationToken)
    {
        using (await gate.EnterAsync(cancellationToken))
            await DoAsync(delivery, work, cancellationToken);
    }

    private async Task TryAloneAsync(Delivery delivery, QueuedMessage message, IQueueWork work, CancellationToken cancellationToken)
    {
        using var alone = await gate.EnterAloneAsync(cancellationToken);
        LogAlone(message.Id, delivery.DequeueCount);
        await deliveries.BeginAloneAsync(message, delivery, cancellationToken);
        try
        {
            await DoAsync(delivery, work, cancellationToken);
        }
        finally
        {
            await deliveries.EndAloneAsync(message, delivery, CancellationToken.None);
        }
    }

    private async Task DoAsync(Delivery delivery, IQueueWork work, CancellationToken cancellationToken)
    {
        switch (work)
        {
            case WorkMessage message:
                var outcome = await items.HandleAsync(message, cancellationToken);
                ServiceTelemetry.Done(outcome);
                LogDone(delivery.MessageId, outcome);
                break;
            case JobMessage message:
                await jobs.HandleAsync(message, cancellationToken);
                break;
            default:
                throw new NotSupportedException($"Nobody does {work.GetType().Name}.");
        }
    }

    // Only its removal from the queue failed, each time.
    private async Task<bool> IsDoneAsync(IQueueWork work, CancellationToken cancellationToken) =>
        work is WorkMessage message && await items.IsDoneAsync(message, cancellationToken);

    private async Task NoteStopAsync(Delivery delivery, QueuedMessage message)
    {
        using var deadline = new CancellationTokenSource(TimeToNote);
        try
        {
            await deliveries.NoteStopAsync(message, delivery, deadline.Token);
        }
        catch (Exception exception) when (exception is OperationCanceledException || StorageErrors.IsOne(exception))
        {
            // It will be tried alone the next time, and no harm is in that.
            LogNotNoted(delivery.MessageId, ErrorDescription.Of(exception));
        }
    }

    private async Task RefuseAsync(Delivery delivery, QueuedMessage message, IQueueWork? work, Exception exception, CancellationToken cancellationToken)
    {
        var error = Explain(exception);
        var failed = message with { Attempts = [.. message.Attempts, new Attempt(time.GetUtcNow(), $"{error.Code}: {error.Message}")] };
        try
        {
            if (error.Code == ErrorCode.InternalError)
                LogUnforeseen(message.Id, ErrorDescription.WithPlace(exception));
            await PassOnAsync(delivery, failed, work, error, cancellationToken);
        }
        catch (Exception again) when (StorageErrors.IsOne(again))
        {
            LogLeft(message.Id, ErrorDescription.Of(again));
            throw StorageErrors.Translate(again);
        }
    }

    private async Task PassOnAsync(Delivery delivery, QueuedMessage failed, IQueueWork? work, NlpException error, CancellationToken cancellationToken)
    {
        var delay = RetrySchedule.DelayAfter(error.Code, failed.Attempts.Count);
        if (failed.Attempts.Count > 1 || delay is not null)
        {
            if (!await deliveries.GoesOnAsync(failed, delivery, cancellationToken))
                return;
        }
        if (delay is null || work is JobMessage { Step: JobStep.Watch })
        {
            await SetAsideAsync(delivery, failed, work, new WorkError(error.Code.ToString(), error.Message), cancellationToken);
            return;
        }
        await retries.PutBackAsync(failed, delay.Value, cancellationToken);
        ServiceTelemetry.Retried(error.Code.ToString());
        LogRetried(failed.Id, error.Code, failed.Attempts.Count, delay.Value);
    }

    private async Task SetAsideAsync(Delivery delivery, QueuedMessage message, IQueueWork? work, WorkError reason, CancellationToken cancellationToken)
    {
        // To look after a job can't fail for good: without it, the job would not end by itself.
        if (work is JobMessage { Step: JobStep.Watch } watch)
        {
            await jobs.PutOffAsync(watch, cancellationToken);
            LogPutOff(delivery.MessageId, reason.Code);
            return;
        }
        await poison.AddAsync(message, reason, cancellationToken);
        if (work is WorkMessage item)
            await items.FailAsync(item, reason, cancellationToken);
        else if (work is JobMessage job)
            await jobs.FailAsync(job, reason, cancellationToken);
        ServiceTelemetry.Poisoned(reason.Code);
        LogPoisoned(message.Id, reason.Code);
    }

    private static NlpException Explain(Exception exception) => exception as NlpException ?? (StorageErrors.IsOne(exception)
        ? StorageErrors.Translate(exception)
        : new NlpException(ErrorCode.InternalError, $"Something went wrong that nobody foresaw: {ErrorDescription.Of(exception)}."));

    [LoggerMessage(1, LogLevel.Information, "Message {MessageId}: {Outcome}.")]
    private partial void LogDone(string messageId, WorkOutcome outcome);

    [LoggerMessage(2, LogLevel.Warning, "Message {MessageId} is in the poison queue: {Code}.")]
    private partial void LogPoisoned(string messageId, string code);

    [LoggerMessage(3, LogLevel.Warning, "Message {MessageId} is put off: {Code}.")]
    private partial void LogPutOff(string messageId, string code);

    [LoggerMessage(4, LogLevel.Warning, "Message {MessageId} was there when a worker died; delivery {DequeueCount} tries it alone.")]
    private partial void LogAlone(string messageId, long dequeueCount);

    [LoggerMessage(5, LogLevel.Warning, "Message {MessageId} failed ({Code}, attempt {Attempt}); it is tried again in {Delay}.")]
    private partial void LogRetried(string messageId, ErrorCode code, int attempt, TimeSpan delay);

    [LoggerMessage(6, LogLevel.Error, "Message {MessageId} failed as nobody foresaw: {Error}")]
    private partial void LogUnforeseen(string messageId, string error);

    [LoggerMessage(7, LogLevel.Error, "Message {MessageId} is left to the queue, since storage does not take it back: {Error}.")]
    private partial void LogLeft(string messageId, string error);

    [LoggerMessage(8, LogLevel.Warning, "The interruption of message {MessageId} could not be noted: {Error}.")]
    private partial void LogNotNoted(string messageId, string error);
}
