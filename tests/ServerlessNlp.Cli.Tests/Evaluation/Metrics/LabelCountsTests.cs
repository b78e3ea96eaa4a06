using ServerlessNlp.Cli.Evaluation.Metrics;

namespace ServerlessNlp.Cli.Tests.Evaluation.Metrics;

/// <summary>Expected values are scikit-learn 1.2.1's: precision_recall_fscore_support, accuracy_score and f1_score with zero_division=0.</summary>
public sealed class LabelCountsTests
{
    private const double Precision = 1e-12;

    [Fact]
    public void One_label_each_is_counted_as_scikit_learn_does()
    {
        var counts = Count("neg pos neu pos neg neg pos neu pos pos neg neu", "neg neg neu pos pos neg pos neg pos neu neg odd");

        Assert.Equal(["neg", "neu", "odd", "pos"], counts.ByLabel.Keys);
        AssertLabel(counts, "neg", 0.6, 0.75, 2 / 3.0, 4);
        AssertLabel(counts, "neu", 0.5, 1 / 3.0, 0.4, 3);
        AssertLabel(counts, "odd", 0, 0, 0, 0);
        AssertLabel(counts, "pos", 0.75, 0.6, 2 / 3.0, 5);
        Assert.Equal(0.5833333333333334, counts.Accuracy, Precision);
        Assert.Equal(0.43333333333333324, counts.MacroF1, Precision);
        Assert.Equal(0.5833333333333334, counts.Total.F1, Precision);
    }

    [Fact]
    public void Several_labels_are_counted_as_scikit_learn_does()
    {
        var counts = Count("a a+b - c b+c a c", "a b c c b+c+a - a");

        AssertLabel(counts, "a", 1 / 3.0, 1 / 3.0, 1 / 3.0, 3);
        AssertLabel(counts, "b", 1, 1, 1, 2);
        AssertLabel(counts, "c", 2 / 3.0, 2 / 3.0, 2 / 3.0, 3);
        Assert.Equal(0.2857142857142857, counts.Accuracy, Precision);
        Assert.Equal(0.6666666666666666, counts.MacroF1, Precision);
        Assert.Equal(0.625, counts.Total.F1, Precision);
    }

    [Fact]
    public void Entities_count_where_kind_and_place_are_right()
    {
        var counts = new LabelCounts();
        counts.Add(
            new HashSet<TaggedSpan> { new("PER", 0, 2), new("LOC", 4, 5), new("LOC", 7, 8) },
            new HashSet<TaggedSpan> { new("PER", 0, 1), new("LOC", 4, 5), new("ORG", 7, 8) },
            span => span.Label);

        Assert.Equal(new PrecisionRecall(1, 3, 3), counts.Total);
        Assert.Equal(new PrecisionRecall(1, 1, 2), counts.ByLabel["LOC"]);
        Assert.Equal(new PrecisionRecall(0, 1, 1), counts.ByLabel["PER"]);
    }

    [Fact]
    public void Nothing_counted_gives_zero_everywhere()
    {
        var counts = new LabelCounts();

        Assert.Equal((0, 0, 0), (counts.Accuracy, counts.MacroF1, counts.Total.F1));
    }

    private static LabelCounts Count(string actual, string predicted)
    {
        var counts = new LabelCounts();
        foreach (var (right, found) in actual.Split(' ').Zip(predicted.Split(' ')))
            counts.Add(Set(right), Set(found));
        return counts;
    }

    private static HashSet<string> Set(string labels) => labels == "-" ? [] : [.. labels.Split('+')];

    private static void AssertLabel(LabelCounts counts, string label, double precision, double recall, double f1, int support)
    {
        var actual = counts.ByLabel[label];
        Assert.Equal(precision, actual.Precision, Precision);
        Assert.Equal(recall, actual.Recall, Precision);
        Assert.Equal(f1, actual.F1, Precision);
        Assert.Equal(support, actual.Actual);
    }
}
