using ServerlessNlp.Inference;
using ServerlessNlp.Inference.Windows;
using ServerlessNlp.Summarization;

namespace ServerlessNlp.Tasks.Summarization;

/// <summary>
/// Extractive summaries by a model that gives each token a number. A sentence's is the mean over the tokens that begin in it,
/// in every window that sees them, and on top the logarithm of its relevance by <see cref="SentenceRanker"/>, which sees the whole
/// document at once; the manifest's temperature and the logistic function make a rank from 0 to 1 of it. Thread-safe.
/// </summary>
/// <remarks>A small model alone chooses worse than the ranker alone, both together better than either: models/README.md has the figures.</remarks>
/// <param name="model">A model for <c>summarize</c>.</param>
public sealed class SentenceScorer(Model model)
{
    // Chosen by ROUGE-2 on a part of BBC's news that is neither trained nor measured on.
    private const double RelevanceWeight = 2;

    /// <summary>Summarises documents that have text.</summary>
    /// <returns>An outcome for each document, in order.</returns>
    public TaskResult Run(IReadOnlyList<TaskDocument> documents, SummarizeOptions options, CancellationToken cancellationToken) =>
        WindowedRun
            .Execute(model, [.. documents.Select(document => new WindowedInput(document.Text))], cancellationToken)
            .ToResult(documents, (document, windows) => SummaryWriter.Write(document, Choose(document.Text, windows, options.SentenceCount), options, windows.Count));

    private List<RankedSentence> Choose(string text, IReadOnlyList<WindowOutput> windows, int count)
    {
        var sentences = Prose.Of(text, SentenceSegmenter.Segment(text));
        var (means, relevance) = (Means(text, sentences, windows), SentenceRanker.Relevance(text, sentences));
        var scores = means.Zip(relevance, (mean, relevant) => mean + RelevanceWeight * Math.Log(relevant)).ToArray();
        return
        [
            .. Enumerable.Range(0, sentences.Count)
                .OrderByDescending(i => scores[i])
                .ThenBy(i => i)
                .Take(count)
                .Select(i => new RankedSentence(sentences[i], Scores.Sigmoid(scores[i], model.Manifest.Temperature ?? 1))),
        ];
    }

    /// <summary>The mean of each sentence's tokens; what has none comes last.</summary>
    private static double[] Means(string text, IReadOnlyList<TextSpan> sentences, IReadOnlyList<WindowOutput> windows)
    {
        var (sums, counts) = (new double[sentences.Count], new int[sentences.Count]);
        foreach (var (window, values) in windows)
        {
            var sentence = 0;
            for (var token = 0; token < window.Encoding.Length; token++)
            {
                if (window.Encoding.SpecialTokensMask[token] != 0)
                    continue;
                var start = FirstCharacter(text, window.Encoding.Offsets[token]);
                while (sentence < sentences.Count && sentences[sentence].End <= start)
                    sentence++;
                if (sentence == sentences.Count)
                    break;
                if (start < sentences[sentence].Offset)
                    continue;
                sums[sentence] += values[0][token];
                counts[sentence]++;
            }
        }
        return [.. sums.Select((sum, i) => counts[i] == 0 ? double.NegativeInfinity : sum / counts[i])];
    }

    // A piece of Unigram holds the space before its word, which may stand between two sentences.
    private static int FirstCharacter(string text, (int Start, int End) offsets)
    {
        var start = offsets.Start;
        while (start < offsets.End && char.IsWhiteSpace(text[start]))
            start++;
        return start;
    }
}
