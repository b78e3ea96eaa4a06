using System.Security.Cryptography;
using System.Text;
using ServerlessNlp.Service.Documents;
using ServerlessNlp.Tasks;

namespace ServerlessNlp.Service.Results;

/// <summary>
/// Where a result lies: derived from the document's digest, the task, the model and the options, so that the same work
/// has the same address whoever does it, however often.
/// </summary>
public static class ResultAddress
{
    // Of the name of a blob, in Azure Storage.
    private const int MaxLength = 1024;
    private const int MaxSegments = 254;

    /// <summary>The blob of a result that is written once.</summary>
    public static string ByDigest(string sha256, NlpTask task, ModelIdentity? model, TaskOptions options) =>
        $"by-digest/{sha256}/{task.Name}-{(model is null ? "none" : $"{model.Name}@{model.Version}")}-{options.Fingerprint}.json";

    /// <summary>
    /// The blob of the newest result for a document's place: <c>latest/{container}/{blob}/{task}.json</c>; where that is too long for a
    /// name, <c>latest/~/{container}/{start of blob}~{SHA-256 of blob}/{task}.json</c>, as no container is called ~.
    /// </summary>
    public static string Latest(StoredDocument document, NlpTask task)
    {
        var address = $"latest/{document.Container}/{document.Blob}/{task.Name}.json";
        if (address.Length <= MaxLength && address.AsSpan().Count('/') < MaxSegments)
            return address;
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(document.Blob)));
        var (before, after) = ($"latest/~/{document.Container}/", $"~{digest}/{task.Name}.json");
        return before + Start(document.Blob, MaxLength - before.Length - after.Length) + after;
    }

    // Without its folders, which a name may have too many of, and not in the middle of a character.
    private static string Start(string blob, int length)
    {
        var start = blob.Replace('/', '-')[..Math.Min(blob.Length, length)];
        return char.IsHighSurrogate(start[^1]) ? start[..^1] : start;
    }
}
