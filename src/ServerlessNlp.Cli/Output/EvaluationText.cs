using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using ServerlessNlp.Cli.Evaluation;

namespace ServerlessNlp.Cli.Output;

/// <summary>Reports of evaluations as text for people, or as JSON.</summary>
internal static class EvaluationText
{
    private const int Gap = 2;

    // What two constant series have for a correlation is not a number, and is said so.
    private static readonly JsonSerializerOptions JsonOptions = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    /// <summary>The report on one line of JSON.</summary>
    public static string Json(EvaluationReport report) => JsonSerializer.Serialize(report, JsonOptions);

    /// <summary>The report as tables.</summary>
    public static string ForPeople(EvaluationReport report)
    {
        var text = new StringBuilder();
        var model = report.Model is { } identity ? $"{identity.Name}@{identity.Version} ({report.Architecture}, {report.Precision}, {Number.Megabytes(report.Bytes!.Value)})" : "no model";
        text.AppendLine($"{report.Task} with {model} on {report.Data}{(report.HeldOut ? ", held-out part" : "")}");
        text.AppendLine($"{Number.Count(report.Documents)} documents{(report.Refused > 0 ? $", {Number.Count(report.Refused)} of them refused" : "")}; {Number.Speed(report.DocumentsPerSecond)} documents/s");
        var rows = report.Figures.Rows().ToList();
        var first = rows.Max(row => row[0].Length) + Gap;
        var others = rows.SelectMany(row => row.Skip(1)).Max(cell => cell.Length) + Gap;
        foreach (var row in rows)
        {
            // A row without a name begins a table.
            if (row[0].Length == 0)
                text.AppendLine();
            text.AppendLine(row[0].PadRight(first) + string.Concat(row.Skip(1).Select(cell => cell.PadLeft(others))));
        }
        return text.ToString().TrimEnd();
    }
}
