using ServerlessNlp.Cli.Evaluation.Metrics;

namespace ServerlessNlp.Cli.Tests.Evaluation.Metrics;

public sealed class CalibrationErrorTests
{
    private static readonly double[] Confidences = [0.617, 0.51, 0.856, 0.789, 0.471, 0.702, 0.668, 0.913, 0.811, 0.502, 0.986, 0.383, 0.593, 0.83, 0.406, 0.642, 0.327, 0.768, 0.835, 0.701, 0.913, 0.52, 0.787, 0.716, 0.706, 0.619, 0.888, 0.961, 0.632, 0.765, 0.342, 0.791, 0.753, 0.995, 0.875, 0.499, 0.57, 0.768, 0.316, 0.623, 1.0, 0.0];
    private static readonly int[] Right = [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 1, 1, 1, 1, 1, 0, 0, 0, 0, 1, 0];

    /// <summary>The expected values are numpy's, bin by bin over linspace(0, 1, bins + 1) as equation 3 of Guo et al. 2017 has it.</summary>
    [Theory]
    [InlineData(15, 0.24330952380952375)]
    [InlineData(5, 0.14554761904761906)]
    public void It_is_the_mean_distance_of_accuracy_and_confidence_over_the_bins(int bins, double expected)
    {
        var answers = Confidences.Zip(Right, (confidence, right) => (confidence, right == 1)).ToList();

        Assert.Equal(expected, CalibrationError.Expected(answers, bins), 1e-12);
        Assert.Equal(expected, CalibrationError.Expected([.. answers.AsEnumerable().Reverse()], bins), 1e-12);
    }

    [Fact]
    public void Confidence_that_is_right_as_often_as_it_says_has_none() =>
        Assert.Equal(0, CalibrationError.Expected([(0.75, true), (0.75, true), (0.75, true), (0.75, false), (1, true), (0, false)]), 1e-12);

    [Fact]
    public void Sure_and_wrong_is_as_bad_as_can_be() => Assert.Equal(1, CalibrationError.Expected([(1, false)]));

    [Fact]
    public void Without_answers_there_is_none() => Assert.Equal(0, CalibrationError.Expected([]));
}
