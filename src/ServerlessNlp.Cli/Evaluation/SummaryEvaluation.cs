using System.Globalization;
using ServerlessNlp.Cli.Evaluation.Data;
using ServerlessNlp.Cli.Evaluation.Metrics;
using ServerlessNlp.Tasks.Summarization;
using ServerlessNlp.Tasks;
using ServerlessNlp.Summarization;

namespace ServerlessNlp.Cli.Evaluation;

/// <summary>Measures summaries of as many sentences as the reference has, next to what needs no model.</summary>
internal static class SummaryEvaluation
{
    public static async Task<ModelFigures> RunAsync(EvaluationRun run, IReadOnlyList<DataUnit> units, LabelMap _, CancellationToken cancellationToken)
    {
        var items = units.Select(SummarizedText.Parse).Select(item => new Item(item)).ToList();
        var model = await SummarizeAsync(run, items, cancellationToken);
        var textRank = Measure(items, item => item.Join(TextRank.Best(item.Document.Text, item.Sentences, item.Count).Order().Select(i => item.Sentences[i])));
        var lead = Measure(items, item => item.Join(item.Sentences.Take(item.Count)));
        if (run.Manifest is null)
            return new SummaryFigures(null, model, textRank, lead);
        var ranker = Measure(items, item => item.Join(SentenceRanker.Choose(item.Document.Text, item.Sentences, item.Count, cancellationToken).Select(sentence => sentence.Span).OrderBy(span => span.Offset)));
        return new SummaryFigures(model, ranker, textRank, lead);
    }

    private static async Task<RougeScores> SummarizeAsync(EvaluationRun run, List<Item> items, CancellationToken cancellationToken)
    {
        var summaries = new Dictionary<Item, string>();
        foreach (var group in items.GroupBy(item => item.Count))
        {
            var options = new Dictionary<string, string> { ["sentenceCount"] = group.Key.ToString(CultureInfo.InvariantCulture) };
            var answers = await run.AnswerAsync(group.Select(item => new TaskDocument("", item.Document.Text)), options, cancellationToken);
            foreach (var (item, answer) in group.Zip(answers))
                summaries[item] = answer is SummarizeAnswer summary ? string.Join(' ', summary.Sentences.Select(sentence => sentence.Text)) : "";
        }
        return Measure(items, item => summaries[item]);
    }

    private static RougeScores Measure(List<Item> items, Func<Item, string> summarize)
    {
        var scores = items.AsParallel().Select(item => Rouge.Measure(summarize(item), item.Document.References)).ToList();
        return new RougeScores(scores.Average(score => score.One), scores.Average(score => score.Two), scores.Average(score => score.L));
    }

    /// <summary>A text with its sentences, and how many of them are wanted.</summary>
    private sealed class Item(SummarizedText document)
    {
        public SummarizedText Document => document;

        public IReadOnlyList<TextSpan> Sentences { get; } = SentenceSegmenter.Segment(document.Text);

        public int Count => field > 0 ? field : field = document.SentenceCount(Sentences);

        public string Join(IEnumerable<TextSpan> sentences) => string.Join(' ', sentences.Select(sentence => sentence.Of(document.Text).ToString()));
    }
}
