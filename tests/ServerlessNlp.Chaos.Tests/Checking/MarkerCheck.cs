using System.Text.Json.Nodes;
using ServerlessNlp.Chaos.Tests.Documents;

namespace ServerlessNlp.Chaos.Tests.Checking;

/// <summary>Checks that every work item that is a blob has its marker, with the right outcome.</summary>
internal sealed class MarkerCheck(DocumentSet set, Reference reference, SentLog sent)
{
    public IEnumerable<string> Check(Snapshot snapshot)
    {
        var expected = new Dictionary<string, Func<JsonNode, bool>>();
        foreach (var (document, version) in set.Versions.Where(entry => entry.Document.Source == DocumentSource.Message))
            expected[Name(document.ItemOf(version))] = marker => IsRight(marker, document, version);
        foreach (var bad in set.Bad.Where(bad => bad.Item is not null))
            expected[Name(bad.Item!.Value)] = marker => HasFailed(marker, bad.Code);
        foreach (var (blob, item) in set.PrefixJob.Blobs.Select((entry, item) => (entry.Blob, item)))
            expected[Name(item, sent.Jobs[set.PrefixJob.Key])] = marker => set.PrefixJob.Of(blob) is { } document ? IsRight(marker, document, 0) : HasFailed(marker, "EmptyDocument");

        var batch = $"{sent.Jobs[set.BatchJob.Key]}/";
        foreach (var other in snapshot.Markers.Keys.Where(name => !expected.ContainsKey(name) && !name.StartsWith(batch, StringComparison.Ordinal)))
            yield return $"not to be there: {other}";
        foreach (var (name, isRight) in expected)
        {
            if (!snapshot.Markers.TryGetValue(name, out var json))
                yield return $"missing: {name}";
            else if (JsonNode.Parse(json)! is var marker && (Name(marker["item"]!.GetValue<int>(), name.Split('/')[0]) != name || !isRight(marker)))
                yield return $"wrong: {name}: {json}";
        }
    }

    private bool IsRight(JsonNode marker, ChaosDocument document, int version) => Outcome(marker) switch
    {
        // The newest version is superseded by none; who names no version is never superseded.
        "superseded" => document.NamesETag && version < document.Last,
        // Who names no version answers for the one that he found: the one that he was sent for, or a later one.
        "succeeded" => Enumerable.Range(version, document.NamesETag ? 1 : document.Versions.Count - version).Any(found => HasResults(marker, document, found)),
        _ => false,
    };

    private bool HasResults(JsonNode marker, ChaosDocument document, int version) =>
        marker["results"]?.AsObject().ToDictionary(entry => entry.Key, entry => entry.Value!.GetValue<string>()) is { } results
        && results.OrderBy(entry => entry.Key).SequenceEqual(reference.Addresses(document, version).OrderBy(entry => entry.Key));

    private static string? Outcome(JsonNode marker) => marker["outcome"]?.GetValue<string>();

    private static bool HasFailed(JsonNode marker, string code) => Outcome(marker) == "failed" && marker["error"]?["code"]?.GetValue<string>() == code;

    private static string Name(int item, string job = DocumentSet.Job) => $"{job}/items/{item}.json";
}
