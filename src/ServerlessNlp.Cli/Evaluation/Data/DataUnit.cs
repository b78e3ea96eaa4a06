using System.Text.Json;

namespace ServerlessNlp.Cli.Evaluation.Data;

/// <summary>A piece of a data file that stands for one document: a line, a sentence of tagged tokens, a question.</summary>
/// <param name="Form">How it is written.</param>
/// <param name="File">The name of its file.</param>
/// <param name="Kind">What is counted in that file: lines or questions.</param>
/// <param name="Number">Its first line or its place, from 1.</param>
/// <param name="Text">The piece as it stands there.</param>
internal sealed record DataUnit(DataForm Form, string File, string Kind, int Number, string Text)
{
    /// <summary>What is wrong with the data, and where; never what stands there.</summary>
    /// <param name="what">The rest of the sentence.</param>
    /// <param name="line">How many lines below the first.</param>
    public CliException Error(string what, int line = 0) => new($"{Kind} {Number + line} of {File} {what}.");

    /// <summary>The form does not hold what a task needs.</summary>
    public CliException NotFor(string task, string forms) => new($"{File} can't be read for {task}: that takes {forms}.");

    /// <summary>Reads the piece as a JSON object.</summary>
    public JsonElement Json()
    {
        try
        {
            var json = JsonElement.Parse(Text);
            return json.ValueKind == JsonValueKind.Object ? json : throw Error("is not a JSON object");
        }
        catch (JsonException)
        {
            throw Error("is not JSON");
        }
    }

    /// <summary>A text of a JSON object, or null where it has none.</summary>
    public string? OptionalString(JsonElement json, string name)
    {
        if (!json.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
            return null;
        return value.ValueKind == JsonValueKind.String ? value.GetString() : throw Error($"has a '{name}' that is no text");
    }

    /// <summary>A text of a JSON object.</summary>
    public string String(JsonElement json, string name) => OptionalString(json, name) ?? throw Error($"has no '{name}'");

    /// <summary>Texts of a JSON object, or null where it has none by that name.</summary>
    public string[]? OptionalStrings(JsonElement json, string name)
    {
        if (!json.TryGetProperty(name, out var values))
            return null;
        return values.ValueKind == JsonValueKind.Array && values.EnumerateArray().All(value => value.ValueKind == JsonValueKind.String)
            ? [.. values.EnumerateArray().Select(value => value.GetString()!)]
            : throw Error($"has a '{name}' that is no list of texts");
    }
}
