using System.Text.Json;

namespace ServerlessNlp.Cli.Evaluation.Data;

/// <summary>A question about a text, with every answer that is right; none where the text has none.</summary>
internal sealed record AskedQuestion(string Context, string Question, IReadOnlyList<string> Answers)
{
    /// <summary>Reads an object with <c>context</c>, <c>question</c> and <c>answers</c>, which are texts or SQuAD's objects with a <c>text</c>.</summary>
    /// <exception cref="CliException">It is not of that form.</exception>
    public static AskedQuestion Parse(DataUnit unit)
    {
        if (unit.Form != DataForm.Json)
            throw unit.NotFor("answer", "SQuAD's .json, or .jsonl");
        var json = unit.Json();
        if (!json.TryGetProperty("answers", out var answers) || answers.ValueKind != JsonValueKind.Array)
            throw unit.Error("has no list 'answers'");
        return new AskedQuestion(unit.String(json, "context"), unit.String(json, "question"), [.. answers.EnumerateArray().Select(answer => Text(unit, answer))]);
    }

    private static string Text(DataUnit unit, JsonElement answer) => answer.ValueKind switch
    {
        JsonValueKind.String => answer.GetString()!,
        JsonValueKind.Object => unit.String(answer, "text"),
        _ => throw unit.Error("has an answer that is no text"),
    };
}
