using System.Text.Json;
using ServerlessNlp.Service.Configuration;
using ServerlessNlp.Service.Messages;

namespace ServerlessNlp.Service.Jobs;

/// <summary>Sees to it that a job ends, and tells whoever waits for it. Thread-safe.</summary>
public sealed class JobWatch(JobStore jobs, JobService service, StorageClients storage, TimeProvider time)
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    // A look lists every marker: the longer a job takes, the less often.
    private const double PausePerAge = 0.1;

    /// <summary>Looks at a job once: ends it, or asks for another look later.</summary>
    public async Task LookAsync(Job job, CancellationToken cancellationToken)
    {
        var state = await service.StateOfAsync(job, cancellationToken);
        if (state.HasEnded)
            await TellAsync(state, cancellationToken);
        else
            await jobs.SendAsync(new JobMessage(WorkMessage.CurrentVersion, job.Id, JobStep.Watch), PauseFor(job), cancellationToken);
    }

    /// <summary>Ends a job that could not be planned.</summary>
    public async Task FailAsync(string id, WorkError reason, CancellationToken cancellationToken)
    {
        if (await jobs.FindAsync(id, cancellationToken) is not { } job)
            return;
        await jobs.EndOnceAsync(id, new JobEnd(JobStatus.Failed, time.GetUtcNow(), DocumentCounts.None, reason), cancellationToken);
        await TellAsync(await service.StateOfAsync(job, cancellationToken), cancellationToken);
    }

    // Told at least once: a repetition has the same id, by which a consumer knows it.
    private async Task TellAsync(JobState state, CancellationToken cancellationToken)
    {
        if (storage.Completions is not { } queue)
            return;
        var text = Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(CompletionEvent.Of(state), JobsJson.Relaxed.CompletionEvent));
        await queue.SendMessageAsync(text, timeToLive: TimeSpan.FromSeconds(-1), cancellationToken: cancellationToken);
    }

    private TimeSpan PauseFor(Job job)
    {
        var pause = (time.GetUtcNow() - job.CreatedAt) * PausePerAge;
        return TimeSpan.FromSeconds(Math.Clamp(Math.Round(pause.TotalSeconds), ShortestPause.TotalSeconds, LongestPause.TotalSeconds));
    }
}
