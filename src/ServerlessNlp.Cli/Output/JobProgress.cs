using ServerlessNlp.Service.Jobs;

namespace ServerlessNlp.Cli.Output;

/// <summary>Shows on standard error how far a job is.</summary>
internal static class JobProgress
{
    /// <summary>Shows it while something runs that tells it.</summary>
    public static Task ShowAsync(Func<Action<JobState>, Task> work)
    {
        return WorkProgress.Display().StartAsync(async context =>
        {
            var progress = context.AddTask("documents");
            progress.IsIndeterminate = true;
            await work(state =>
            {
                var counts = state.Counts;
                progress.IsIndeterminate = counts.Total == 0;
                progress.MaxValue = Math.Max(counts.Total, 1);
                progress.Value = counts.Total - counts.Pending;
                progress.Description = $"{counts.Total - counts.Pending} of {counts.Total} documents{(counts.Failed > 0 ? $", {counts.Failed} failed" : "")}";
            });
        });
    }
}
