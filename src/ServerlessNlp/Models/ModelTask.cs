namespace ServerlessNlp.Models;

/// <summary>Everything that follows from what a model is made for: what its manifest, its graph and its known answer must be.</summary>
/// <param name="Name">The value of a manifest's <c>task</c>.</param>
/// <param name="Head">What its graph gives on top of the encoder.</param>
internal sealed record ModelTask(string Name, HeadKind Head)
{
    /// <summary>Whether a model has labels, one for each logit. Where it has none, a text or token has a single logit.</summary>
    public bool HasLabels { get; init; }

    /// <summary>What a known answer needs beside a text and a score.</summary>
    public KnownAnswerParts KnownAnswer { get; init; }

    /// <summary>Whether labels are tags of words: O, B-… and I-….</summary>
    public bool IsTagging => HasLabels && Head == HeadKind.Token;

    /// <summary>How many logits a text or token has: one for each label, else one; null where there are none.</summary>
    public int? LogitCount(ModelManifest manifest) => HasLabels ? manifest.Labels.Count : Head is HeadKind.Sequence or HeadKind.Token ? 1 : null;

    /// <summary>How many dimensions an output has: rows, then tokens where it has a value for each, then the width of a value.</summary>
    public int RankOf(string output) => Head == HeadKind.Token || output == HeadOutputs.Hidden ? 3 : 2;
}

/// <summary>What a network gives on top of its encoder.</summary>
internal enum HeadKind
{
    /// <summary>logits [batch, labels].</summary>
    Sequence,

    /// <summary>logits [batch, length, labels].</summary>
    Token,

    /// <summary>start_logits and end_logits [batch, length].</summary>
    Span,

    /// <summary>embeddings [batch, size], or last_hidden_state [batch, length, size] without pooling.</summary>
    Encoder,
}

/// <summary>The names of graphs' outputs.</summary>
internal static class HeadOutputs
{
    /// <summary>What an encoder gives whose vectors the engine has to pool.</summary>
    public const string Hidden = "last_hidden_state";

    /// <summary>The outputs of a head, in their order.</summary>
    public static string[] Of(HeadKind head) => head switch
    {
        HeadKind.Span => ["start_logits", "end_logits"],
        HeadKind.Encoder => ["embeddings"],
        _ => ["logits"],
    };
}

/// <summary>What a known answer may need.</summary>
[Flags]
internal enum KnownAnswerParts
{
    /// <summary>A score alone.</summary>
    None = 0,

    /// <summary>The label that is expected.</summary>
    Label = 1,

    /// <summary>The offset and length that are expected.</summary>
    Place = 2,

    /// <summary>A question.</summary>
    Question = 4,

    /// <summary>A second text.</summary>
    Pair = 8,

    /// <summary>A text of several sentences.</summary>
    Sentences = 16,
}
