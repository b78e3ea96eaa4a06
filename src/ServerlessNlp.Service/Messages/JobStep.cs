using System.Text.Json.Serialization;

namespace ServerlessNlp.Service.Messages;

/// <summary>What a worker does for a job as a whole.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<JobStep>))]
public enum JobStep
{
    /// <summary>Divide the job into work items and put them into the queue.</summary>
    [JsonStringEnumMemberName("plan")]
    Plan,

    /// <summary>See whether every work item is done; if so end the job, else look again later.</summary>
    [JsonStringEnumMemberName("watch")]
    Watch,
}
