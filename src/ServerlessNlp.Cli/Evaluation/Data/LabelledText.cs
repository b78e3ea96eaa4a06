using System.Text.Json;

namespace ServerlessNlp.Cli.Evaluation.Data;

/// <summary>A text with its labels, perhaps beside another.</summary>
internal sealed record LabelledText(IReadOnlyList<string> Labels, string Text, string? Pair)
{
    /// <summary>
    /// Reads <c>label⇥text</c> or <c>label⇥first⇥second</c>, several labels with commas, or an object with <c>label</c> or <c>labels</c>,
    /// and <c>text</c> and perhaps <c>pair</c>, or <c>subject</c> and <c>body</c>, which become two parts of one text.
    /// </summary>
    /// <param name="unit">The line.</param>
    /// <param name="several">Whether a text may have several labels; if not, a comma is part of a label.</param>
    /// <exception cref="CliException">The line is not of that form.</exception>
    public static LabelledText Parse(DataUnit unit, bool several)
    {
        var (labels, text, pair) = unit.Form switch
        {
            DataForm.Columns => FromColumns(unit, several),
            DataForm.Json => FromJson(unit),
            _ => throw unit.NotFor("classify", ".tsv or .jsonl"),
        };
        return several || labels.Count == 1
            ? new LabelledText(labels, text, pair)
            : throw unit.Error("doesn't have one label, and the model gives one");
    }

    private static LabelledText FromColumns(DataUnit unit, bool several) => unit.Text.Split('\t') switch
    {
        [var label, var text] => new(Split(label, several), text, null),
        [var label, var first, var second] => new(Split(label, several), first, second),
        _ => throw unit.Error("is neither label⇥text nor label⇥first⇥second"),
    };

    private static LabelledText FromJson(DataUnit unit)
    {
        var json = unit.Json();
        var labels = unit.OptionalStrings(json, "labels") ?? [unit.String(json, "label")];
        return new LabelledText(labels, unit.OptionalString(json, "text") ?? Message(unit, json), unit.OptionalString(json, "pair"));
    }

    private static string Message(DataUnit unit, JsonElement json)
    {
        if (!json.TryGetProperty("body", out _))
            throw unit.Error("has neither a 'text' nor a 'subject' and a 'body'");
        return string.Join("\n", new[] { unit.OptionalString(json, "subject"), unit.OptionalString(json, "body") }.Where(part => !string.IsNullOrWhiteSpace(part)));
    }

    private static string[] Split(string label, bool several) => several ? label.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) : [label];
}
