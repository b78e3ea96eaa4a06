namespace ServerlessNlp.Compiler.Sentences;

/// <summary>One step from an encoder's token vectors to the vector of a text, as a module of sentence-transformers is one.</summary>
internal abstract record SentenceStep;

/// <summary>Token vectors become one; those of several modes stand one behind the other.</summary>
internal sealed record PoolingStep(IReadOnlyList<Pooling> Modes) : SentenceStep;

/// <summary>The vector is brought to length 1.</summary>
internal sealed record NormalizeStep : SentenceStep;

/// <summary>activation(x·Wᵀ + b), with W [outputs, inputs].</summary>
internal sealed record DenseStep(string Name, int Inputs, int Outputs, float[] Weights, float[] Bias, DenseActivation Activation) : SentenceStep;

/// <summary>Layer normalisation with PyTorch's epsilon.</summary>
internal sealed record LayerNormStep(string Name, float[] Weights, float[] Bias) : SentenceStep;

/// <summary>The activations of a dense step.</summary>
internal enum DenseActivation
{
    Identity,
    Tanh,
    Relu,
    Gelu,
    Sigmoid,
}
