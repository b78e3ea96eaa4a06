using ServerlessNlp.Chaos.Tests.Documents;

namespace ServerlessNlp.Chaos.Tests.Checking;

/// <summary>
/// Compares what a run left in storage with what one undisturbed worker gives. It knows the contracts, and shares no code with
/// the workers.
/// </summary>
internal sealed class Checker(DocumentSet set, Reference reference, SentLog sent)
{
    /// <summary>Everything that is missing, double or wrong; nothing where all is well.</summary>
    public IReadOnlyList<string> Check(Snapshot snapshot) =>
    [
        .. snapshot.Waiting == 0 ? (string[])[] : [$"the queue still holds {snapshot.Waiting} messages"],
        .. ByDigest(snapshot),
        .. Latest(snapshot),
        .. new MarkerCheck(set, reference, sent).Check(snapshot),
        .. new JobCheck(set, reference, sent).Check(snapshot),
        .. new PoisonCheck(set, sent).Check(snapshot),
    ];

    private IEnumerable<string> ByDigest(Snapshot snapshot)
    {
        var places = set.Versions.ToLookup(entry => entry.Document.Sha256(entry.Version), entry => (entry.Document.Container, entry.Document.Blob));
        var required = set.Documents.SelectMany(document => reference.Addresses(document, document.Last).Values).ToHashSet();
        foreach (var missing in required.Where(address => !snapshot.Results.ContainsKey(address)))
            yield return $"missing: {missing}";
        foreach (var (address, json) in snapshot.Results.Where(entry => entry.Key.StartsWith("by-digest/", StringComparison.Ordinal)))
        {
            if (reference.Content(address) is not { } expected)
            {
                yield return $"not to be there: {address}";
                continue;
            }
            var answer = Answer.Parse(json);
            if (answer.Content != expected)
                yield return $"wrong content: {address}: {answer.Content} instead of {expected}";
            var (container, blob, sha256) = answer.Place;
            if (sha256 != address.Split('/')[1] || answer.Id != blob || !places[sha256].Contains((container, blob)))
                yield return $"wrong document: {address}";
        }
    }

    private IEnumerable<string> Latest(Snapshot snapshot)
    {
        var expected = set.Documents.SelectMany(document => document.TaskNames, (document, task) => (document, task)).ToDictionary(entry => $"latest/{entry.document.Container}/{entry.document.Blob}/{entry.task}.json");
        foreach (var other in snapshot.Results.Keys.Where(name => !name.StartsWith("by-digest/", StringComparison.Ordinal) && !name.StartsWith("jobs/", StringComparison.Ordinal) && !expected.ContainsKey(name)))
            yield return $"not to be there: {other}";
        foreach (var (address, (document, task)) in expected)
        {
            if (!snapshot.Results.TryGetValue(address, out var json))
            {
                yield return $"missing: {address}";
                continue;
            }
            var answer = Answer.Parse(json);
            if (answer.Content != reference.Content(reference.Addresses(document, document.Last)[task]))
                yield return $"wrong content: {address}";
            if (answer.Place != (document.Container, document.Blob, document.Sha256(document.Last)) || answer.Id != document.Blob || answer.ETag != sent.ETags[(document, document.Last)])
                yield return $"not the newest version: {address}";
        }
    }
}
