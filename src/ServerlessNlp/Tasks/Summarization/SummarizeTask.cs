using ServerlessNlp.Inference;
using ServerlessNlp.Models;

namespace ServerlessNlp.Tasks.Summarization;

/// <summary>The sentences that best stand for a document: by a ranking that needs no model, or by a model that is named.</summary>
internal sealed class SummarizeTask() : NlpTask<SummarizeOptions>(
    TaskOption<SummarizeOptions>.Integer("sentenceCount", 1, 1000, "how many sentences at most (3)", (o, value) => o with { SentenceCount = value }),
    TaskOption<SummarizeOptions>.Choice<SortBy>("sortBy", "their order (offset)", (o, value) => o with { SortBy = value }, value => value.ToString().ToLowerInvariant()))
{
    public override string Name => "summarize";

    public override string? DefaultModel => null;

    public override string ModelTask => ModelTasks.Summarize;

    private protected override TaskOptions KnownOptions => new SummarizeOptions { SentenceCount = 1 };

    private protected override ExpectedAnswer? BestOf(DocumentAnswer answer) =>
        ((SummarizeAnswer)answer).Sentences is [var best, ..] ? new ExpectedAnswer(null, best.RankScore, best.Offset, best.Length) : null;

    private protected override TaskResult Answer(Model? model, IReadOnlyList<TaskDocument> documents, SummarizeOptions options, CancellationToken cancellationToken) =>
        model is null ? Summarizer.Run(documents, options, cancellationToken) : new SentenceScorer(model).Run(documents, options, cancellationToken);
}
