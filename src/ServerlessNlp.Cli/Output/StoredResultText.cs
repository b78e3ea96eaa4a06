using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ServerlessNlp.Storage.Work;

namespace ServerlessNlp.Cli.Output;

/// <summary>Stored results as text.</summary>
internal static class StoredResultText
{
    /// <summary>A result for people: the task, and what it found.</summary>
    public static string ForPeople(string task, BinaryData result)
    {
        var json = JsonNode.Parse(result)!.AsObject();
        var parts = json["labels"]?.AsArray().Select(label => $"{label!["label"]} {Number(label["score"])}")
            ?? json["sentences"]?.AsArray().Select(sentence => sentence!["text"]!.ToString())
            ?? json["entities"]?.AsArray().Select(entity => $"{entity!["label"]} {Number(entity["score"])} {entity["text"]}")
            ?? json["answers"]?.AsArray().Select(answer => $"{Number(answer!["score"])} {answer["text"]}")
            ?? [json["score"]?.ToString() ?? "(a vector)"];
        return string.Join('\n', parts.Select(part => $"  {task}: {string.Join(' ', part.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))}"));
    }

    /// <summary>What stands for a document that was not answered.</summary>
    public static string ErrorJson(string name, WorkMarker marker) => new JsonObject
    {
        ["id"] = name,
        ["error"] = new JsonObject { ["code"] = marker.Error?.Code ?? "superseded", ["message"] = marker.Error?.Detail ?? "The document has changed since." },
    }.ToJsonString(new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    private static string Number(JsonNode? score) => score!.GetValue<double>().ToString("0.000", CultureInfo.InvariantCulture);
}
