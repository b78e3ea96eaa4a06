using System.Diagnostics;
using System.Runtime.CompilerServices;
using ServerlessNlp.Service.Jobs;

namespace ServerlessNlp.Cli.Submission;

/// <summary>Follows a job to its end.</summary>
internal sealed class JobFollower(JobService jobs, JobStore store, JobResults lines)
{
    // A look lists every marker: a large job is looked at less often.
    private const int PausePerLook = 4;

    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(200);

    /// <summary>Gives the lines of the job's documents in order, each as soon as it and those before it are done.</summary>
    /// <param name="id">The job.</param>
    /// <param name="progress">Told where the job stands, again and again, and last how it ended.</param>
    /// <param name="cancellationToken">Ends the following, not the job.</param>
    public async IAsyncEnumerable<ReadOnlyMemory<byte>> FollowAsync(string id, Action<JobState> progress, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        JobPlan? plan = null;
        var next = 0;
        await foreach (var state in StatesAsync(id, cancellationToken))
        {
            progress(state);
            plan ??= await store.ReadPlanAsync(id, cancellationToken);
            while (next < plan?.Items.Count && await lines.ReadItemAsync(id, next, plan.Items[next], cancellationToken) is { } done)
            {
                foreach (var line in done)
                    yield return line;
                next++;
            }
        }
    }

    /// <summary>Waits for the end of a job.</summary>
    public async Task WaitAsync(string id, Action<JobState> progress, CancellationToken cancellationToken)
    {
        await foreach (var state in StatesAsync(id, cancellationToken))
            progress(state);
    }

    private async IAsyncEnumerable<JobState> StatesAsync(string id, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            var began = Stopwatch.GetTimestamp();
            var state = await jobs.GetAsync(id, cancellationToken);
            yield return state;
            if (state.HasEnded)
                yield break;
            var pause = Stopwatch.GetElapsedTime(began) * PausePerLook;
            await Task.Delay(pause > ShortestPause ? pause : ShortestPause, cancellationToken);
        }
    }
}
