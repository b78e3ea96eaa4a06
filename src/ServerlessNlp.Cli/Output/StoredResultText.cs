using System.Globalization;
using System.Text.Json;

namespace ServerlessNlp.Cli.Output;

/// <summary>Stored results as text.</summary>
internal static class StoredResultText
{
    /// <summary>A result for people: the task, and what it found.</summary>
    public static string ForPeople(string task, JsonElement result)
    {
        var parts = NotSure(result) ?? Each(result, "labels", Label)
            ?? Each(result, "sentences", sentence => sentence.GetProperty("text").GetString()!)
            ?? Each(result, "entities", entity => $"{entity.GetProperty("label")} {Number(entity)} {entity.GetProperty("text")}")
            ?? Each(result, "answers", answer => $"{Number(answer)} {answer.GetProperty("text")}", none: "(no answer)")
            ?? [result.TryGetProperty("score", out _) ? Number(result) : "(a vector)"];
        var lines = parts.Select(part => $"  {task}: {string.Join(' ', part.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))}");
        return string.Join('\n', lines.Concat(Each(result, "warnings", warning => $"  {warning.GetProperty("code")}: {warning.GetProperty("message")}") ?? []));
    }

    private static IEnumerable<string>? NotSure(JsonElement result) =>
        result.TryGetProperty("abstained", out var abstained) && abstained.ValueKind == JsonValueKind.True
            ? [AnswerText.NotSure(Each(result, "labels", Label) ?? [])]
            : null;

    private static string Label(JsonElement label) => $"{label.GetProperty("label")} {Number(label)}";

    private static IEnumerable<string>? Each(JsonElement result, string name, Func<JsonElement, string> text, string? none = null) =>
        !result.TryGetProperty(name, out var array) ? null : array.GetArrayLength() == 0 && none is not null ? [none] : array.EnumerateArray().Select(text);

    private static string Number(JsonElement scored) => scored.GetProperty("score").GetDouble().ToString("0.000", CultureInfo.InvariantCulture);
}
