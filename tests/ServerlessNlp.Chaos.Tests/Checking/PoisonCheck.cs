using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ServerlessNlp.Chaos.Tests.Documents;

namespace ServerlessNlp.Chaos.Tests.Checking;

/// <summary>Checks that the poison queue holds exactly the bad messages, each with its reason.</summary>
internal sealed class PoisonCheck(DocumentSet set, SentLog sent)
{
    public IEnumerable<string> Check(Snapshot snapshot)
    {
        // A queue takes a message at least once, too: copies of one have the id of the same original.
        var found = snapshot.Poison.Select(Parse).DistinctBy(poison => poison.Id).ToList();
        var items = set.PrefixJob.Blobs.Index().Where(entry => set.PrefixJob.Of(entry.Item.Blob) is null).Select(entry => entry.Index).ToHashSet();
        foreach (var missing in sent.Bad.Where(bad => found.All(poison => poison.Id != bad.Key)))
            yield return $"not in the poison queue: {missing.Value.Code} {missing.Key}";
        foreach (var missing in items.Except(found.Select(ItemOf).OfType<int>()))
            yield return $"not in the poison queue: work item {missing} of the prefix";
        foreach (var poison in found)
        {
            if (poison.Id is { } id && sent.Bad.TryGetValue(id, out var bad))
            {
                if (poison.Code != bad.Code || poison.Original?.ToJsonString() != Original(bad))
                    yield return $"wrong in the poison queue: {poison.Text} instead of {bad.Code}";
            }
            // The job itself sends these messages, each at least once: what counts is the work item.
            else if (ItemOf(poison) is not { } item || !items.Contains(item))
            {
                yield return $"not to be in the poison queue: {poison.Text}";
            }
            else if (poison.Code != "EmptyDocument")
            {
                yield return $"wrong in the poison queue: {poison.Text} instead of EmptyDocument";
            }
        }
    }

    // The work item of the job over a prefix, or null where the message is of no such.
    private int? ItemOf((string? Id, string? Code, JsonNode? Original, string Text) poison) =>
        poison.Original is JsonObject original && original["job"]?.GetValue<string>() == sent.Jobs[set.PrefixJob.Key] ? original["item"]?.GetValue<int>() : null;

    private static (string? Id, string? Code, JsonNode? Original, string Text) Parse(string queueText)
    {
        try
        {
            var text = Encoding.UTF8.GetString(Convert.FromBase64String(queueText));
            var json = JsonNode.Parse(text)!;
            return (json["id"]?.GetValue<string>(), json["reason"]?["code"]?.GetValue<string>(), json["message"], text);
        }
        catch (Exception exception) when (exception is FormatException or JsonException or InvalidOperationException)
        {
            return (null, null, null, queueText);
        }
    }

    // JSON as it is; what is no JSON as a string with the base64 of its bytes.
    private static string Original(BadMessage bad)
    {
        try
        {
            return JsonNode.Parse(Convert.FromBase64String(bad.QueueText))!.ToJsonString();
        }
        catch (FormatException)
        {
            return JsonValue.Create(Messages.Base64(bad.QueueText)).ToJsonString();
        }
        catch (JsonException)
        {
            return JsonValue.Create(bad.QueueText).ToJsonString();
        }
    }
}
