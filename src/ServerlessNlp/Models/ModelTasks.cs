namespace ServerlessNlp.Models;

/// <summary>What a model can be made for: the values of a manifest's <c>task</c>.</summary>
public static class ModelTasks
{
    /// <summary>Labels for a text or a pair of texts.</summary>
    public const string Classify = "classify";

    /// <summary>Labels for the words of a text (BIO tags).</summary>
    public const string Entities = "entities";

    /// <summary>A span of the text that answers a question.</summary>
    public const string Answer = "answer";

    /// <summary>A vector for a text.</summary>
    public const string Embed = "embed";

    /// <summary>A number for each token of a text: how well the sentence that it stands in sums the text up.</summary>
    public const string Summarize = "summarize";

    /// <summary>All of them, with what follows from each. Where several have the same head, the first is what a checkpoint is taken for.</summary>
    internal static IReadOnlyList<ModelTask> Kinds { get; } =
    [
        new(Classify, HeadKind.Sequence) { HasLabels = true, KnownAnswer = KnownAnswerParts.Label },
        new(Entities, HeadKind.Token) { HasLabels = true, KnownAnswer = KnownAnswerParts.Label | KnownAnswerParts.Place },
        new(Answer, HeadKind.Span) { KnownAnswer = KnownAnswerParts.Place | KnownAnswerParts.Question },
        new(Embed, HeadKind.Encoder) { KnownAnswer = KnownAnswerParts.Pair },
        new(Summarize, HeadKind.Token) { KnownAnswer = KnownAnswerParts.Place | KnownAnswerParts.Sentences },
    ];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Kinds.Select(kind => kind.Name)];

    /// <summary>What follows from a task; null if there is no such task.</summary>
    internal static ModelTask? Find(string name) => Kinds.FirstOrDefault(kind => kind.Name == name);
}
