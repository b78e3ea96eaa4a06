using ServerlessNlp.Service.Documents;
using ServerlessNlp.Tasks;

namespace ServerlessNlp.Service.Results;

/// <summary>
/// Where a result lies: derived from the document's digest, the task, the model and the options, so that the same work
/// has the same address whoever does it, however often.
/// </summary>
public static class ResultAddress
{
    /// <summary>The blob of a result that is written once.</summary>
    public static string ByDigest(string sha256, NlpTask task, ModelIdentity? model, TaskOptions options) =>
        $"by-digest/{sha256}/{task.Name}-{(model is null ? "none" : $"{model.Name}@{model.Version}")}-{options.Fingerprint}.json";

    /// <summary>The blob of the newest result for a document's place.</summary>
    public static string Latest(StoredDocument document, NlpTask task) => $"latest/{document.Container}/{document.Blob}/{task.Name}.json";
}
