using ServerlessNlp.Summarization;

namespace ServerlessNlp.Tasks.Summarization;

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
        var sentences = SentenceSegmenter.Segment(document.Text);
        return SummaryWriter.Write(document, SentenceRanker.Choose(document.Text, sentences, options.SentenceCount, cancellationToken), options, windows: 1);
    }
}
