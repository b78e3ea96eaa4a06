using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ServerlessNlp.Chaos.Tests.Documents;

namespace ServerlessNlp.Chaos.Tests.Checking;

/// <summary>Checks that the poison queue holds exactly the bad messages, each with its reason.</summary>
internal sealed class PoisonCheck(SentLog sent)
{
    public IEnumerable<string> Check(Snapshot snapshot)
    {
        // A queue takes a message at least once, too: copies of one have the id of the same original.
        var found = snapshot.Poison.Select(Parse).DistinctBy(poison => poison.Id).ToList();
        foreach (var missing in sent.Bad.Where(bad => found.All(poison => poison.Id != bad.Key)))
            yield return $"not in the poison queue: {missing.Value.Code} {missing.Key}";
        foreach (var (id, code, original, text) in found)
        {
            if (id is null || !sent.Bad.TryGetValue(id, out var bad))
                yield return $"not to be in the poison queue: {text}";
            else if (code != bad.Code || original != Original(bad))
                yield return $"wrong in the poison queue: {text} instead of {bad.Code}";
        }
    }

    private static (string? Id, string? Code, string? Original, string Text) Parse(string queueText)
    {
        try
        {
            var text = Encoding.UTF8.GetString(Convert.FromBase64String(queueText));
            var json = JsonNode.Parse(text)!;
            return (json["id"]?.GetValue<string>(), json["reason"]?["code"]?.GetValue<string>(), json["message"]?.ToJsonString(), text);
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
