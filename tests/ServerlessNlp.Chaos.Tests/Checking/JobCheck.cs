using System.Text.Json.Nodes;
using ServerlessNlp.Chaos.Tests.Documents;

namespace ServerlessNlp.Chaos.Tests.Checking;

/// <summary>Checks how the jobs ended, what was told of it, and the parts of the batch.</summary>
internal sealed class JobCheck(DocumentSet set, Reference reference, SentLog sent)
{
    public IEnumerable<string> Check(Snapshot snapshot) => [.. Ends(snapshot), .. Completions(snapshot), .. Parts(snapshot)];

    /// <summary>The results of a batch, in the order of its parts' names.</summary>
    public static IReadOnlyList<string> Lines(Snapshot snapshot, string job) =>
        [.. PartsOf(snapshot, job).SelectMany(part => snapshot.Results[part].Split('\n', StringSplitOptions.RemoveEmptyEntries))];

    private IEnumerable<ChaosJob> Jobs => [set.BatchJob, set.PrefixJob];

    private IEnumerable<string> Ends(Snapshot snapshot)
    {
        var expected = Jobs.ToDictionary(job => $"{sent.Jobs[job.Key]}/done.json");
        foreach (var other in snapshot.Ends.Keys.Where(name => !expected.ContainsKey(name)))
            yield return $"not to be there: {other}";
        foreach (var (name, job) in expected)
        {
            if (!snapshot.Ends.TryGetValue(name, out var json))
                yield return $"missing: {name}";
            else if (JsonNode.Parse(json)! is var end && !IsRight(end["status"], end["documents"], job))
                yield return $"wrong: {name}: {json}";
        }
    }

    private IEnumerable<string> Completions(Snapshot snapshot)
    {
        // Told at least once; a repetition has the same id.
        var told = snapshot.Completions.Select(text => JsonNode.Parse(text)!).DistinctBy(json => json["id"]?.GetValue<string>()).ToLookup(json => json["subject"]?.GetValue<string>());
        foreach (var other in told.Where(subject => !sent.Jobs.ContainsValue(subject.Key ?? "")))
            yield return $"not to be told of: {other.Key}";
        foreach (var job in Jobs)
        {
            var events = told[sent.Jobs[job.Key]].ToList();
            if (events.Count != 1)
                yield return $"{events.Count} ends are told of the job {job.Key}";
            else if (events[0]["type"]?.GetValue<string>() != "ServerlessNlp.JobCompleted" || !IsRight(events[0]["data"]?["status"], events[0]["data"]?["counts"], job))
                yield return $"wrong end told of the job {job.Key}: {events[0].ToJsonString()}";
        }
    }

    private IEnumerable<string> Parts(Snapshot snapshot)
    {
        var id = sent.Jobs[set.BatchJob.Key];
        var items = PartsOf(snapshot, id).Count;
        foreach (var other in snapshot.Results.Keys.Where(name => name.StartsWith("jobs/", StringComparison.Ordinal)).Except(Enumerable.Range(0, items).Select(item => $"jobs/{id}/{item:d6}.jsonl")))
            yield return $"not to be there: {other}";
        foreach (var other in snapshot.Markers.Keys.Where(name => name.StartsWith($"{id}/", StringComparison.Ordinal)).Except(Enumerable.Range(0, items).Select(item => $"{id}/items/{item}.json")))
            yield return $"not to be there: {other}";
        for (var item = 0; item < items; item++)
        {
            if (!snapshot.Markers.TryGetValue($"{id}/items/{item}.json", out var json))
                yield return $"missing: {id}/items/{item}.json";
            else if (JsonNode.Parse(json)!["lines"]?.GetValue<string>() != $"jobs/{id}/{item:d6}.jsonl")
                yield return $"wrong: {id}/items/{item}.json: {json}";
        }
        var lines = Lines(snapshot, id);
        if (lines.Count != set.BatchJob.Documents)
            yield return $"the batch has {lines.Count} results for {set.BatchJob.Documents} documents";
        foreach (var (number, (line, expected)) in lines.Zip(reference.BatchLines).Index())
        {
            if (line != expected || JsonNode.Parse(line)!["id"]?.GetValue<string>() != $"line {number}")
                yield return $"wrong line {number} of the batch: {line}";
        }
    }

    private static bool IsRight(JsonNode? status, JsonNode? counts, ChaosJob job) =>
        status?.GetValue<string>() == "partiallyCompleted"
        && counts?["succeeded"]?.GetValue<int>() == job.Documents - job.Bad && counts["failed"]?.GetValue<int>() == job.Bad
        && counts["superseded"]?.GetValue<int>() == 0 && counts["cancelled"]?.GetValue<int>() == 0;

    private static IReadOnlyList<string> PartsOf(Snapshot snapshot, string job) =>
        [.. snapshot.Results.Keys.Where(name => name.StartsWith($"jobs/{job}/", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
}
