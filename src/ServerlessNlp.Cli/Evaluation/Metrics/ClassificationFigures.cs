using System.Text.Json.Serialization;
using ServerlessNlp.Cli.Output;

namespace ServerlessNlp.Cli.Evaluation.Metrics;

/// <summary>How well texts are labelled.</summary>
internal sealed record ClassificationFigures : ModelFigures
{
    /// <summary>The share of texts whose label is right; for several, whose labels are all right and no others given.</summary>
    public required double Accuracy { get; init; }

    /// <summary>The mean of the labels' F1.</summary>
    public required double MacroF1 { get; init; }

    /// <summary>F1 over all labels, for a model that gives several.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? MicroF1 { get; init; }

    /// <summary>The expected calibration error; for several labels the mean of the labels' own.</summary>
    public required double CalibrationError { get; init; }

    /// <summary>The share of texts for which the model says that it is not sure, where its manifest has a threshold.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Abstained { get; init; }

    /// <summary>Each label that occurs.</summary>
    public required IReadOnlyList<LabelFigures> Labels { get; init; }

    /// <inheritdoc/>
    public override IEnumerable<string[]> Rows()
    {
        yield return [MicroF1 is null ? "accuracy" : "all labels right", Number.Percent(Accuracy)];
        if (MicroF1 is { } micro)
            yield return ["micro F1", Number.Fraction(micro)];
        yield return ["macro F1", Number.Fraction(MacroF1)];
        yield return ["calibration error", Number.Fraction(CalibrationError)];
        if (Abstained is { } abstained)
            yield return ["abstained", Number.Percent(abstained)];
        foreach (var row in LabelFigures.Table(Labels))
            yield return row;
    }
}
