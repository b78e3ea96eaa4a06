using System.Text.Json.Serialization;

namespace ServerlessNlp.Service.Jobs;

/// <summary>How a piece of work ended.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<WorkOutcome>))]
public enum WorkOutcome
{
    /// <summary>Every task is answered.</summary>
    [JsonStringEnumMemberName("succeeded")]
    Succeeded,

    /// <summary>The document has changed since; the change has a message of its own.</summary>
    [JsonStringEnumMemberName("superseded")]
    Superseded,

    /// <summary>It can't be done; the message is in the poison queue.</summary>
    [JsonStringEnumMemberName("failed")]
    Failed,

    /// <summary>Its job was cancelled before its turn came.</summary>
    [JsonStringEnumMemberName("cancelled")]
    Cancelled,
}
