using System.Text.Json.Serialization;
using ServerlessNlp.Service.Documents;
using ServerlessNlp.Service.Messages;

namespace ServerlessNlp.Service.Jobs;

/// <summary>What is worked on at once: a document, or some lines of a batch.</summary>
/// <param name="Document">The blob.</param>
/// <param name="Lines">The lines, or null.</param>
public sealed record WorkItem(DocumentReference Document, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] LineRange? Lines = null)
{
    /// <summary>How many documents that is.</summary>
    [JsonIgnore]
    public int Documents => Lines?.Documents ?? 1;
}
