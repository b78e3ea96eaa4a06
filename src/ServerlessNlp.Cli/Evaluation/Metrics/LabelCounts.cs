namespace ServerlessNlp.Cli.Evaluation.Metrics;

/// <summary>
/// Counts by label over documents: one label each, several, or entities, of which a document has a set with labels.
/// Averages are scikit-learn's: micro over all that was found, macro over the labels that occur in the data or the answers. Not thread-safe.
/// </summary>
public sealed class LabelCounts
{
    private readonly SortedDictionary<string, PrecisionRecall> _byLabel = new(StringComparer.Ordinal);
    private int _documents;
    private int _equal;

    /// <summary>The counts of each label, by name.</summary>
    public IReadOnlyDictionary<string, PrecisionRecall> ByLabel => _byLabel;

    /// <summary>The counts of all labels: their F1 is the micro average.</summary>
    public PrecisionRecall Total => _byLabel.Values.Aggregate(default(PrecisionRecall), (sum, counts) => sum + counts);

    /// <summary>The mean of the labels' F1.</summary>
    public double MacroF1 => _byLabel.Count == 0 ? 0 : _byLabel.Values.Average(counts => counts.F1);

    /// <summary>The share of documents whose answer is exactly the right one: with one label each, accuracy.</summary>
    public double Accuracy => _documents == 0 ? 0 : (double)_equal / _documents;

    /// <summary>Counts a document's labels.</summary>
    public void Add(IReadOnlySet<string> actual, IReadOnlySet<string> predicted) => Add(actual, predicted, label => label);

    /// <summary>Counts what a document has.</summary>
    /// <param name="actual">What is right.</param>
    /// <param name="predicted">What was found.</param>
    /// <param name="label">The label of each.</param>
    public void Add<T>(IReadOnlySet<T> actual, IReadOnlySet<T> predicted, Func<T, string> label)
    {
        _documents++;
        _equal += actual.SetEquals(predicted) ? 1 : 0;
        foreach (var item in actual)
            Count(label(item), new PrecisionRecall(0, 0, 1));
        foreach (var item in predicted)
            Count(label(item), new PrecisionRecall(actual.Contains(item) ? 1 : 0, 1, 0));
    }

    private void Count(string label, PrecisionRecall counts) => _byLabel[label] = _byLabel.GetValueOrDefault(label) + counts;
}
