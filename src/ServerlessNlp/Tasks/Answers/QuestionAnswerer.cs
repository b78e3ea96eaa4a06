using ServerlessNlp.Inference;
using ServerlessNlp.Inference.Windows;
using ServerlessNlp.Tokenization;

namespace ServerlessNlp.Tasks.Answers;

/// <summary>
/// Finds the parts of documents that answer questions. A document has an answer where its best span is likelier, against
/// none, than the manifest's threshold (one half where it has none). No answer has a special token that is written in the text.
/// Thread-safe.
/// </summary>
/// <param name="model">A model for <c>answer</c>.</param>
public sealed class QuestionAnswerer(Model model)
{
    private const double DefaultThreshold = 0.5;

    /// <summary>Answers questions about documents that have text.</summary>
    /// <returns>An outcome for each document, in order.</returns>
    public TaskResult Run(IReadOnlyList<TaskDocument> documents, AnswerOptions options, CancellationToken cancellationToken) =>
        WindowedRun
            .Execute(model, [.. documents.Select(document => new WindowedInput(document.Question!, document.Text, WindowedSide.Pair))], cancellationToken)
            .ToResult(documents, (document, windows) => Answer(document, windows, options));

    private QuestionAnswer Answer(TaskDocument document, IReadOnlyList<WindowOutput> windows, AnswerOptions options)
    {
        var index = new StringIndex(document.Text, options.StringIndexType);
        return new QuestionAnswer
        {
            Id = document.Id,
            Answers = [.. Choose(document.Text, windows, options.Top).Select(chosen => ToAnswer(chosen.Span, chosen.Probability))],
            Coverage = new Coverage(index.Length, windows.Count),
        };

        AnswerSpan ToAnswer(ScoredSpan chosen, double probability)
        {
            var (offset, length) = index.Convert(chosen.Span);
            return new AnswerSpan(chosen.Span.Of(document.Text).ToString(), (float)probability, offset, length);
        }
    }

    /// <summary>The best spans, none of which overlaps a better one; none at all where no answer is likelier than the best.</summary>
    private List<(ScoredSpan Span, double Probability)> Choose(string text, IReadOnlyList<WindowOutput> windows, int top)
    {
        var chosen = new List<(ScoredSpan Span, double Probability)>();
        var distribution = new SpanDistribution(windows, model.Manifest.Temperature ?? 1, IsWrittenSpecial);
        foreach (var candidate in distribution.Best)
        {
            if (chosen.Count == top)
                break;
            if (chosen.Count == 0 && Scores.Sigmoid(candidate.Logit - distribution.NoAnswer, 1) < (model.Manifest.Threshold ?? DefaultThreshold))
                break;
            var span = candidate.Span.Trim(text);
            if (span.Length > 0 && !chosen.Exists(better => span.Offset < better.Span.Span.End && better.Span.Span.Offset < span.End))
                chosen.Add((candidate with { Span = span }, distribution.Probability(candidate.Logit)));
        }
        return chosen;

        bool IsWrittenSpecial(Encoding encoding, int token) =>
            model.Tokenizer.IsWrittenSpecial(encoding.Ids[token], text.AsSpan(encoding.Offsets[token].Start..encoding.Offsets[token].End));
    }
}
