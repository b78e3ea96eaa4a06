using System.Text.Json;

namespace ServerlessNlp.Cli.Evaluation.Data;

/// <summary>Reads SQuAD's JSON (Rajpurkar et al. 2016, 2018): articles of paragraphs of questions, each question as an object of its own.</summary>
internal static class SquadFile
{
    /// <summary>The questions, each as <c>{"context":…,"question":…,"answers":[…]}</c>.</summary>
    public static IEnumerable<DataUnit> Read(Stream content, string name)
    {
        using var json = Parse(content, name);
        var number = 0;
        foreach (var article in List(json.RootElement, "data", name))
        {
            foreach (var paragraph in List(article, "paragraphs", name))
            {
                foreach (var question in List(paragraph, "qas", name))
                    yield return new DataUnit(DataForm.Json, name, "Question", ++number, Join(paragraph, question));
            }
        }
    }

    private static string Join(JsonElement paragraph, JsonElement question)
    {
        var parts = new Dictionary<string, JsonElement>();
        foreach (var (from, part) in new[] { (paragraph, "context"), (question, "question"), (question, "answers") })
        {
            if (from.ValueKind == JsonValueKind.Object && from.TryGetProperty(part, out var value))
                parts[part] = value;
        }
        return JsonSerializer.Serialize(parts);
    }

    private static JsonElement.ArrayEnumerator List(JsonElement json, string property, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(property, out var list) && list.ValueKind == JsonValueKind.Array
            ? list.EnumerateArray()
            : throw new CliException($"{name} is not in SQuAD's form: a list '{property}' is missing.");

    private static JsonDocument Parse(Stream content, string name)
    {
        try
        {
            return JsonDocument.Parse(content);
        }
        catch (JsonException exception)
        {
            throw new CliException($"{name} is not JSON.", exception);
        }
    }
}
