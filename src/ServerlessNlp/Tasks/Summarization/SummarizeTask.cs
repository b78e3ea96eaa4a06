using System.Text.Json.Serialization;
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

/// <summary>Options of <c>summarize</c>.</summary>
public sealed record SummarizeOptions : TaskOptions
{
    /// <summary>How many sentences at most. Default 3.</summary>
    public int SentenceCount { get; init; } = 3;

    /// <summary>Their order. Default: as they stand in the document.</summary>
    public SortBy SortBy { get; init; }
}

/// <summary>The order of a summary's sentences.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SortBy>))]
public enum SortBy
{
    /// <summary>As they stand in the document.</summary>
    Offset,

    /// <summary>The highest rank first.</summary>
    Rank,
}

/// <summary>The summary of a document.</summary>
public sealed record SummarizeAnswer : DocumentAnswer
{
    /// <summary>The sentences chosen.</summary>
    public required IReadOnlyList<SummarySentence> Sentences { get; init; }
}

/// <summary>A sentence of a summary, as it stands in the document.</summary>
/// <param name="Text">The sentence.</param>
/// <param name="Offset">Where it starts.</param>
/// <param name="Length">Its length.</param>
/// <param name="RankScore">How well it stands for the document, 0 to 1.</param>
public sealed record SummarySentence(string Text, int Offset, int Length, float RankScore);
