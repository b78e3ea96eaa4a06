using ServerlessNlp.Service.Messages;

namespace ServerlessNlp.Service.Jobs;

/// <summary>Does what a message asks for a job as a whole. Doing it twice changes nothing. Thread-safe.</summary>
public sealed class JobHandler(JobStore jobs, JobPlanner planner, JobWatch watch)
{
    private static readonly TimeSpan AWhile = TimeSpan.FromSeconds(10);

    /// <summary>Does a step.</summary>
    /// <exception cref="NlpException">The job can't be planned, now or ever: the code tells.</exception>
    public async Task HandleAsync(JobMessage message, CancellationToken cancellationToken)
    {
        // One that has expired needs nothing more.
        if (await jobs.FindAsync(message.Job, cancellationToken) is not { } job)
            return;
        await (message.Step == JobStep.Plan ? planner.PlanAsync(job, cancellationToken) : watch.LookAsync(job, cancellationToken));
    }

    /// <summary>Asks for the step again, a while later.</summary>
    public Task PutOffAsync(JobMessage message, CancellationToken cancellationToken) => jobs.SendAsync(message, AWhile, cancellationToken);

    /// <summary>Ends the job: it can't be planned.</summary>
    public Task FailAsync(JobMessage message, WorkError reason, CancellationToken cancellationToken) => watch.FailAsync(message.Job, reason, cancellationToken);
}
