using System.Globalization;

namespace ServerlessNlp.Service.Jobs;

/// <summary>What the queue of the setting <c>CompletionQueue</c> is told when a job has ended: an event as CloudEvents 1.0 has it, in base64.</summary>
/// <param name="Specversion">The version of CloudEvents.</param>
/// <param name="Id">The same whenever the same end is told again.</param>
/// <param name="Source">Who tells it.</param>
/// <param name="Type">What happened.</param>
/// <param name="Subject">The job.</param>
/// <param name="Time">When the job ended.</param>
/// <param name="Datacontenttype">The kind of <paramref name="Data"/>.</param>
/// <param name="Data">The job as it ended.</param>
public sealed record CompletionEvent(string Specversion, string Id, string Source, string Type, string Subject, DateTimeOffset Time, string Datacontenttype, JobState Data)
{
    /// <summary>The event of a job that has ended.</summary>
    public static CompletionEvent Of(JobState state) => new(
        "1.0", string.Create(CultureInfo.InvariantCulture, $"{state.Id}-{state.CompletedAt!.Value.UtcTicks}"), "/api/v1/jobs", "ServerlessNlp.JobCompleted",
        state.Id, state.CompletedAt.Value, "application/json", state);
}
