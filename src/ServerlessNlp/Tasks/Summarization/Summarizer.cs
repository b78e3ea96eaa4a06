using ServerlessNlp.Text;

namespace ServerlessNlp.Tasks;

/// <summary>
/// Extractive summaries without a model: the sentences that best stand for a document, as they stand in it.
/// Thread-safe. Segmentation and ranking are <see cref="SentenceSegmenter"/>'s and <see cref="SentenceRanker"/>'s.
/// </summary>
public static class Summarizer
{
    /// <summary>Summarises documents that have text.</summary>
    /// <returns>An answer for each document, in order.</returns>
    public static TaskResult Run(IReadOnlyList<TaskDocument> documents, SummarizeOptions options, CancellationToken cancellationToken)
    {
        var outcomes = new DocumentOutcome[documents.Count];
        for (var i = 0; i < outcomes.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            outcomes[i] = new DocumentOutcome(Summarize(documents[i], options, cancellationToken));
        }
        return new TaskResult(outcomes, new TaskUsage { Documents = outcomes.Length, Characters = documents.Sum(document => (long)document.Text.Length) });
    }

    private static SummarizeAnswer Summarize(TaskDocument document, SummarizeOptions options, CancellationToken cancellationToken)
    {
        var text = document.Text;
        var index = new StringIndex(text, options.StringIndexType);
        var chosen = SentenceRanker.Choose(text, SentenceSegmenter.Segment(text), options.SentenceCount, cancellationToken);
        var ordered = options.SortBy == SortBy.Rank ? chosen : [.. chosen.OrderBy(sentence => sentence.Span.Offset)];
        return new SummarizeAnswer
        {
            Id = document.Id,
            Sentences = [.. ordered.Select(sentence => ToAnswer(text, index, sentence))],
            Coverage = new Coverage(index.Length, 1),
        };
    }

    private static SummarySentence ToAnswer(string text, StringIndex index, RankedSentence sentence)
    {
        var (offset, length) = index.Convert(sentence.Span);
        return new SummarySentence(sentence.Span.Of(text).ToString(), offset, length, (float)sentence.Rank);
    }
}
