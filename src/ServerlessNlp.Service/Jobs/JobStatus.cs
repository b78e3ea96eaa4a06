using System.Text.Json.Serialization;

namespace ServerlessNlp.Service.Jobs;

/// <summary>Where a job stands.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<JobStatus>))]
public enum JobStatus
{
    /// <summary>Accepted; no document is done.</summary>
    [JsonStringEnumMemberName("notStarted")]
    NotStarted,

    /// <summary>Some documents are done.</summary>
    [JsonStringEnumMemberName("running")]
    Running,

    /// <summary>Every document is done, none failed.</summary>
    [JsonStringEnumMemberName("succeeded")]
    Succeeded,

    /// <summary>Every document is done, some failed.</summary>
    [JsonStringEnumMemberName("partiallyCompleted")]
    PartiallyCompleted,

    /// <summary>Every document failed, or the job could not be planned.</summary>
    [JsonStringEnumMemberName("failed")]
    Failed,

    /// <summary>Cancelled; what had begun is still being finished.</summary>
    [JsonStringEnumMemberName("cancelling")]
    Cancelling,

    /// <summary>Cancelled; what was done before has its results.</summary>
    [JsonStringEnumMemberName("cancelled")]
    Cancelled,
}
