using System.Text.RegularExpressions;
using ServerlessNlp.Service.Configuration;

namespace ServerlessNlp.Service.Documents;

/// <summary>What a message or a request may name as a document.</summary>
public static partial class DocumentNames
{
    // Written by this application alone: nobody may make it read its own output.
    private static readonly string[] InternalContainers = [StorageNames.ModelsContainer, StorageNames.ResultsContainer, StorageNames.JobsContainer];

    /// <summary>Whether a container is one that documents are read from.</summary>
    public static bool IsContainer(string name) => ContainerName().IsMatch(name) && !InternalContainers.Contains(name);

    /// <summary>Whether a text can be the name of a blob.</summary>
    public static bool IsBlob(string name) => name.Length is > 0 and <= 1024 && !name.Any(char.IsControl);

    [GeneratedRegex(@"^[a-z0-9](-?[a-z0-9]){2,62}\z")]
    private static partial Regex ContainerName();
}
