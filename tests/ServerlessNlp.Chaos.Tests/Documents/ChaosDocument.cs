using System.Security.Cryptography;
using System.Text;

namespace ServerlessNlp.Chaos.Tests.Documents;

/// <summary>A document that can be answered, with everything that happens to it.</summary>
/// <param name="Container">The container that it's uploaded to.</param>
/// <param name="Blob">Its name.</param>
/// <param name="Versions">Its texts: each overwrites the one before.</param>
/// <param name="Tasks">The tasks of its messages as JSON, or null for those of the settings.</param>
/// <param name="TaskNames">The names of the tasks that are done.</param>
/// <param name="NamesETag">Whether its messages name the version that they mean.</param>
/// <param name="Source">How the workers learn of it.</param>
/// <param name="FirstItem">The number of the work item of its first version; those of the others follow.</param>
internal sealed record ChaosDocument(
    string Container, string Blob, IReadOnlyList<string> Versions, string? Tasks, IReadOnlyList<string> TaskNames, bool NamesETag, DocumentSource Source, int FirstItem)
{
    /// <summary>The number of the last version.</summary>
    public int Last => Versions.Count - 1;

    /// <summary>The work item of a version.</summary>
    public int ItemOf(int version) => FirstItem + version;

    /// <summary>The digest of a version.</summary>
    public string Sha256(int version) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Versions[version])));
}
