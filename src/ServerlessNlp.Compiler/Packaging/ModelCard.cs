using System.Globalization;
using System.Text;
using ServerlessNlp.Models;

namespace ServerlessNlp.Compiler.Packaging;

/// <summary>The card that goes with a package: what is known of the model, in Markdown.</summary>
internal static class ModelCard
{
    public const string FileName = "README.md";

    public static string Write(ModelManifest manifest, int keptHigher)
    {
        var card = new StringBuilder();
        card.AppendLine(CultureInfo.InvariantCulture, $"# {manifest.Name}\n");
        card.AppendLine("| | |\n|---|---|");
        Row("Task", manifest.Task);
        Row("Architecture", manifest.Architecture);
        Row("Precision", keptHigher > 0 ? $"{manifest.Precision}, {keptHigher} matrices in {(manifest.Precision == "int4" ? "int8" : "fp32")}" : manifest.Precision);
        Row("Size", string.Create(CultureInfo.InvariantCulture, $"{manifest.TotalBytes / 1e6:0.0} MB"));
        Row("Longest input", $"{manifest.MaxLength} tokens");
        if (manifest.Labels.Count > 0)
            Row("Labels", string.Join(", ", manifest.Labels) + (manifest.MultiLabel ? " (several may hold)" : ""));
        if (manifest.Pooling is { } pooling)
            Row("Pooling", pooling + (manifest.Normalize == true ? ", normalised" : ""));
        Row("Licence", manifest.Licence ?? "not stated");
        Row("Trained on", manifest.TrainedOn.Count > 0 ? string.Join(", ", manifest.TrainedOn) : "not stated");
        if (manifest.Agreement is { } agreement)
            card.AppendLine(CultureInfo.InvariantCulture, $"\nOn {agreement.Texts} inputs the {manifest.Precision} graph gave the answer of the full-precision one for {agreement.Labels:0.0 %}; scores differed by {agreement.MeanDifference:0.0000} on average and by at most {agreement.MaxDifference:0.0000}.");
        card.AppendLine("\nMade by `nlp compile`. Add here what the model is meant for, how it was measured and where it fails.");
        return card.ToString();

        void Row(string name, string value) => card.AppendLine(CultureInfo.InvariantCulture, $"| {name} | {value.Replace("|", "\\|")} |");
    }
}
