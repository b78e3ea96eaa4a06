using ServerlessNlp.Compiler.Sentences;

namespace ServerlessNlp.Compiler;

/// <summary>What is compiled, and how.</summary>
public sealed record CompileOptions
{
    /// <summary>The agreement with full precision below which a quantised package is refused, where <see cref="Accept"/> says nothing else.</summary>
    public const double DefaultAccept = 0.98;

    /// <summary>The agreement that a quantised graph is brought to where that is possible, before <see cref="Accept"/> decides.</summary>
    public const double WantedAgreement = 0.985;

    /// <summary>The Hugging Face folder: config.json, weights and tokenizer.</summary>
    public required string Folder { get; init; }

    /// <summary>The folder of the package; its last part is the model's name.</summary>
    public required string Output { get; init; }

    /// <summary>The version of the package. Default "1".</summary>
    public string Version { get; init; } = "1";

    /// <summary>The precision of the weights. Default <see cref="Precision.Fp32"/>.</summary>
    public Precision Precision { get; init; }

    /// <summary>One of <see cref="Models.ModelTasks"/>; null takes it from the class that config.json names.</summary>
    public string? Task { get; init; }

    /// <summary>How an encoder's tokens become one vector; null takes what sentence-transformers stored, if anything.</summary>
    public Pooling? Pooling { get; init; }

    /// <summary>Whether an encoder's vectors are brought to length 1; null takes what sentence-transformers stored, if anything.</summary>
    public bool? Normalize { get; init; }

    /// <summary>Compiles without a tokenizer: the package takes token ids only.</summary>
    public bool TensorsOnly { get; init; }

    /// <summary>The least agreement of a quantised graph with its full-precision one, 0 to 1.</summary>
    public double Accept { get; init; } = DefaultAccept;

    /// <summary>Texts to measure the agreement on, the two of a pair parted by a tab (question first); where there are none, token sequences are generated.</summary>
    public IReadOnlyList<string> Texts { get; init; } = [];

    /// <summary>Texts whose pieces the vocabulary is cut down to; null keeps all of it.</summary>
    public IEnumerable<string>? VocabularyTexts { get; init; }

    /// <summary>The rank of the product that word vectors are factorised into; null leaves them as they are.</summary>
    public int? EmbeddingRank { get; init; }

    /// <summary>Whether the model is made smaller before it is quantised.</summary>
    internal bool Shrinks => VocabularyTexts is not null || EmbeddingRank is not null;

    /// <summary>The licence of the weights, for the manifest and the card.</summary>
    public string? Licence { get; init; }

    /// <summary>The names of the training sets, for the manifest and the card.</summary>
    public IReadOnlyList<string> TrainedOn { get; init; } = [];

    /// <summary>What logits are divided by before they become scores, where it was fitted.</summary>
    public double? Temperature { get; init; }

    /// <summary>The score below which an answer is withheld, where it was chosen.</summary>
    public double? Threshold { get; init; }
}
