using ServerlessNlp.Compiler.Networks;

namespace ServerlessNlp.Compiler.Architectures;

/// <summary>
/// The encoder layer of Vaswani et al. (2017) with normalisation after each residual sum, as BERT and its family have it; only the
/// names of the tensors differ.
/// </summary>
internal sealed record TransformerLayer
{
    public required string Query { get; init; }
    public required string Key { get; init; }
    public required string Value { get; init; }
    public required string AttentionOutput { get; init; }
    public required string AttentionNorm { get; init; }
    public required string Intermediate { get; init; }
    public required string Output { get; init; }
    public required string OutputNorm { get; init; }
    public required int Size { get; init; }
    public required int IntermediateSize { get; init; }
    public required int Heads { get; init; }
    public required Activation Activation { get; init; }
    public required float Epsilon { get; init; }

    /// <summary>Writes the layer for all tokens.</summary>
    public string Write(NetworkWriter network, string x, string? scoreBias = null) => Write(network, x, x, scoreBias);

    /// <summary>Writes the layer for <paramref name="queries"/>, some of the rows of <paramref name="x"/>, which attend to all of it.</summary>
    public string Write(NetworkWriter network, string queries, string x, string? scoreBias)
    {
        var context = network.Attend(
            network.Project(queries, Query, Size, Size),
            network.Project(x, Key, Size, Size),
            network.Project(x, Value, Size, Size),
            network.AttentionBiases(Query, Key, Value, Size), Heads, Size, queries == x, scoreBias);
        var attended = network.AddAndNormalize(
            network.Project(context, AttentionOutput, Size, Size), queries, network.Bias(AttentionOutput, Size), AttentionNorm, Size, Epsilon);
        var inner = network.Activate(network.Project(attended, Intermediate, Size, IntermediateSize), network.Bias(Intermediate, IntermediateSize), Activation);
        return network.AddAndNormalize(
            network.Project(inner, Output, IntermediateSize, Size), attended, network.Bias(Output, Size), OutputNorm, Size, Epsilon);
    }
}
