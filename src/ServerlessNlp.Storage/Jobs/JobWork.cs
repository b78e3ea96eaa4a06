using ServerlessNlp.Storage.Work;

namespace ServerlessNlp.Storage.Jobs;

/// <summary>Does what a message asks for a job as a whole. Doing it twice changes nothing. Thread-safe.</summary>
public sealed class JobWork(JobStore jobs, JobPlanner planner, JobWatch watch)
{
    /// <summary>Does a step.</summary>
    /// <exception cref="NlpException">The job can't be planned, now or ever: the code tells.</exception>
    public async Task DoAsync(JobMessage message, CancellationToken cancellationToken)
    {
        // One that has expired needs nothing more.
        if (await jobs.FindAsync(message.Job, cancellationToken) is not { } job)
            return;
        await (message.Step == JobStep.Plan ? planner.PlanAsync(job, cancellationToken) : watch.LookAsync(job, cancellationToken));
    }

    /// <summary>Ends the job: what was asked for it can't be done.</summary>
    public Task FailAsync(JobMessage message, PoisonReason reason, CancellationToken cancellationToken) =>
        message.Step == JobStep.Plan ? watch.FailAsync(message.Job, reason, cancellationToken) : Task.CompletedTask;
}
