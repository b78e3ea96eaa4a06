namespace ServerlessNlp.Cli.Evaluation.Metrics;

/// <summary>How much of what was found is right, and how much of what is right was found.</summary>
/// <param name="Correct">Found and right.</param>
/// <param name="Predicted">Found.</param>
/// <param name="Actual">Right, found or not: the support.</param>
public readonly record struct PrecisionRecall(int Correct, int Predicted, int Actual)
{
    /// <summary>The share of what was found that is right; 0 where nothing was found.</summary>
    public double Precision => Predicted == 0 ? 0 : (double)Correct / Predicted;

    /// <summary>The share of what is right that was found; 0 where nothing is right.</summary>
    public double Recall => Actual == 0 ? 0 : (double)Correct / Actual;

    /// <summary>The harmonic mean of both (van Rijsbergen 1979, Information Retrieval); 0 where neither was found nor right.</summary>
    public double F1 => Predicted + Actual == 0 ? 0 : 2.0 * Correct / (Predicted + Actual);

    /// <summary>Adds counts.</summary>
    public static PrecisionRecall operator +(PrecisionRecall a, PrecisionRecall b) => new(a.Correct + b.Correct, a.Predicted + b.Predicted, a.Actual + b.Actual);
}
