using System.Text.Json.Serialization;

namespace ServerlessNlp.Service.Messages;

/// <summary>A message of the queue <c>documents</c> about a job as a whole.</summary>
/// <param name="V">The version: <see cref="WorkMessage.CurrentVersion"/>.</param>
/// <param name="Job">The job.</param>
/// <param name="Step">What is to be done.</param>
public sealed record JobMessage(
    [property: JsonRequired] int V,
    [property: JsonRequired] string Job,
    [property: JsonRequired] JobStep Step) : IQueueWork
{
    /// <summary>The message as it's put into the queue.</summary>
    public string ToQueueText() => Convert.ToBase64String(System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(this, MessagesJson.Default.JobMessage));
}
