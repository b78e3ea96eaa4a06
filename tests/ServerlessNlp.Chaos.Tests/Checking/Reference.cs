using System.Text.Json.Nodes;
using ServerlessNlp.Chaos.Tests.Documents;

namespace ServerlessNlp.Chaos.Tests.Checking;

/// <summary>What one undisturbed worker gives for the documents of a set.</summary>
internal sealed class Reference
{
    private readonly Dictionary<int, Dictionary<string, string>> _addresses = [];
    private readonly Dictionary<string, string> _contents = [];

    /// <summary>Reads it from the storage of that worker, in which each version was a document of its own with its work item's number.</summary>
    /// <exception cref="InvalidOperationException">It is not complete, and no reference.</exception>
    public Reference(DocumentSet set, string batch, Snapshot snapshot)
    {
        foreach (var (document, version) in set.Versions)
        {
            var item = document.ItemOf(version);
            var marker = JsonNode.Parse(snapshot.Markers.GetValueOrDefault($"{DocumentSet.Job}/items/{item}.json") ?? throw new InvalidOperationException($"The reference lacks the marker {item}."))!;
            var addresses = marker["results"]?.AsObject().ToDictionary(entry => entry.Key, entry => entry.Value!.GetValue<string>()) ?? [];
            if (!addresses.Keys.Order().SequenceEqual(document.TaskNames.Order()))
                throw new InvalidOperationException($"The reference's work item {item} did not do its tasks: {marker.ToJsonString()}");
            _addresses[item] = addresses;
            foreach (var address in addresses.Values)
                _contents[address] = Answer.Parse(snapshot.Results[address]).Content;
        }
        BatchLines = JobCheck.Lines(snapshot, batch);
        if (BatchLines.Count != set.BatchJob.Documents)
            throw new InvalidOperationException($"The reference has {BatchLines.Count} lines for a batch of {set.BatchJob.Documents}.");
    }

    /// <summary>The results of the batch.</summary>
    public IReadOnlyList<string> BatchLines { get; }

    /// <summary>The address of each task's result for a version.</summary>
    public IReadOnlyDictionary<string, string> Addresses(ChaosDocument document, int version) => _addresses[document.ItemOf(version)];

    /// <summary>The content of the result at an address, or null where there is no such address.</summary>
    public string? Content(string address) => _contents.GetValueOrDefault(address);
}
