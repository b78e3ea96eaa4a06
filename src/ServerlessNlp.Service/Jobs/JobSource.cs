using System.Text.Json.Serialization;
using ServerlessNlp.Service.Documents;

namespace ServerlessNlp.Service.Jobs;

/// <summary>Where a job's documents are. One of the three is given.</summary>
/// <param name="Documents">Blobs, a document each.</param>
/// <param name="Prefix">Every blob whose name begins so, when the job is planned.</param>
/// <param name="Batch">A blob with many documents.</param>
public sealed record JobSource(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<DocumentReference>? Documents = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] BlobPrefix? Prefix = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] BatchReference? Batch = null);
