using System.Text.Json.Serialization;

namespace ServerlessNlp.Models;

/// <summary>The measured agreement of a quantised graph with its full-precision one.</summary>
/// <param name="Labels">The share of texts for which both give the same best label (or the like for other tasks), 0 to 1.</param>
/// <param name="MaxDifference">The largest difference of a score.</param>
/// <param name="Texts">How many texts were compared.</param>
/// <param name="MeanDifference">The mean difference of a score.</param>
public sealed record Agreement(
    double Labels,
    double MaxDifference,
    int Texts,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? MeanDifference = null);
