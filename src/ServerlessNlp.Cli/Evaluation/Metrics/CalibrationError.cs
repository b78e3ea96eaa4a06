namespace ServerlessNlp.Cli.Evaluation.Metrics;

/// <summary>How far confidence is from being right as often as it says.</summary>
public static class CalibrationError
{
    /// <summary>How many bins there are where nothing else is said: as many as Guo et al. used.</summary>
    public const int Bins = 15;

    /// <summary>
    /// The expected calibration error (Guo et al. 2017, On Calibration of Modern Neural Networks, ICML, equation 3): over bins of equal
    /// width, the mean distance of accuracy and confidence, each bin by its share of the answers. 0 where there are none.
    /// </summary>
    /// <param name="answers">The confidence of each answer, 0 to 1, and whether it is right.</param>
    /// <param name="bins">How many bins; a bin holds what is above its lower end, up to its upper one.</param>
    public static double Expected(IReadOnlyCollection<(double Confidence, bool IsRight)> answers, int bins = Bins)
    {
        var gaps = new double[bins];
        foreach (var (confidence, isRight) in answers)
            gaps[Math.Clamp((int)Math.Ceiling(confidence * bins) - 1, 0, bins - 1)] += (isRight ? 1 : 0) - confidence;
        return answers.Count == 0 ? 0 : gaps.Sum(Math.Abs) / answers.Count;
    }
}
