using ServerlessNlp.Compiler.Configuration;
using ServerlessNlp.Compiler.Networks;
using ServerlessNlp.Compiler.Onnx;

namespace ServerlessNlp.Compiler.Architectures;

/// <summary>
/// SqueezeBERT (Iandola et al. 2020): BERT whose dense layers are 1×1 convolutions in groups. They are written as one matrix product a
/// group on [tokens, size], so that nothing is ever transposed between channels and tokens.
/// </summary>
internal sealed class SqueezeBertArchitecture(ModelConfig config) : EncoderArchitecture(config)
{
    // The configuration's layer_norm_eps reaches the embeddings only.
    private const float LayerEpsilon = 1e-12f;

    public override string Prefix => "transformer.";

    public override bool TokenTypes => true;

    public override SequenceHead SequenceHead => SequenceHead.Pooler;

    private int IntermediateSize => Config.Size("intermediate_size");

    private Activation Activation => Activations.Parse(Config.Text("hidden_act", "gelu")!);

    public override string Write(NetworkWriter network, bool firstTokenOnly)
    {
        if (Config.Size("embedding_size", HiddenSize) != HiddenSize)
            throw new CompilerException("SqueezeBERT's embedding_size must equal its hidden_size.");
        var x = Embed(network);
        var layers = Config.Size("num_hidden_layers");
        for (var layer = 0; layer < layers; layer++)
            x = WriteLayer(network, x, $"encoder.layers.{layer}.", firstTokenOnly && layer == layers - 1);
        return x;
    }

    private string Embed(NetworkWriter network)
    {
        var epsilon = Config.Number("layer_norm_eps", 1e-12f);
        var words = network.WordEmbeddings("embeddings.word_embeddings", Vocabulary, HiddenSize);
        var types = network.TokenTypeEmbeddings("embeddings.token_type_embeddings", Config.Size("type_vocab_size", 2), HiddenSize);
        var positions = network.PositionEmbeddings(network.Positions(), "embeddings.position_embeddings", MaxLength, HiddenSize);
        var sum = network.Graph.Op("Add", [network.Batched(network.Graph.Op("Add", [words, types]), HiddenSize), positions]);
        return network.Normalize(network.Flat(sum, HiddenSize), "embeddings.LayerNorm", HiddenSize, epsilon);
    }

    private string WriteLayer(NetworkWriter network, string x, string name, bool firstTokenOnly)
    {
        var queries = firstTokenOnly ? network.FirstTokens(x, HiddenSize) : x;
        var splits = new GroupSplitter(network.Graph);
        string Projected(string source, string part, string groups) =>
            Join(network, Grouped(network, splits.Split(source, HiddenSize, Groups(groups)), name + part, HiddenSize, HiddenSize));

        var heads = CheckHeads(Config.Size("num_attention_heads"), HiddenSize);
        var context = network.Attend(
            Projected(queries, "attention.query", "q_groups"), Projected(x, "attention.key", "k_groups"), Projected(x, "attention.value", "v_groups"),
            network.AttentionBiases(name + "attention.query", name + "attention.key", name + "attention.value", HiddenSize), heads, HiddenSize, !firstTokenOnly);
        var attended = network.AddAndNormalize(
            Projected(context, "post_attention.conv1d", "post_attention_groups"), queries,
            network.Bias(name + "post_attention.conv1d", HiddenSize), name + "post_attention.layernorm", HiddenSize, LayerEpsilon);
        return network.AddAndNormalize(
            FeedForward(network, splits, attended, name), attended, network.Bias(name + "output.conv1d", HiddenSize), name + "output.layernorm", HiddenSize, LayerEpsilon);
    }

    private string FeedForward(NetworkWriter network, GroupSplitter splits, string x, string name)
    {
        var inner = Grouped(network, splits.Split(x, HiddenSize, Groups("intermediate_groups")), name + "intermediate.conv1d", HiddenSize, IntermediateSize);
        var biases = network.Weights.Encoder(name + "intermediate.conv1d.bias", IntermediateSize);
        var size = IntermediateSize / inner.Count;
        var active = inner.Select((part, group) => network.Activate(
            part, network.Graph.Constant(OnnxTensor.Floats($"{name}intermediate.conv1d.bias.{group}", biases.AsSpan(group * size, size), size)), Activation)).ToList();
        // Where both layers have the same groups, each group of the first feeds one of the second: nothing needs joining between them.
        var groups = Groups("output_groups");
        var parts = groups == active.Count ? active : splits.Split(Join(network, active), IntermediateSize, groups);
        return Join(network, Grouped(network, parts, name + "output.conv1d", IntermediateSize, HiddenSize));
    }

    private int Groups(string name)
    {
        var groups = Config.Size(name, name == "post_attention_groups" ? 1 : 4);
        return HiddenSize % groups == 0 && IntermediateSize % groups == 0 ? groups : throw new CompilerException($"config.json's {name} does not divide the hidden sizes.");
    }

    /// <summary>One product a group; a stored convolution is [outputs, inputs / groups, 1].</summary>
    private static List<string> Grouped(NetworkWriter network, IReadOnlyList<string> parts, string name, int inputs, int outputs)
    {
        var (partInputs, partOutputs) = (inputs / parts.Count, outputs / parts.Count);
        float[]? stored = null;
        return [.. parts.Select((part, group) => network.Project(part, $"{name}.{group}", partInputs, partOutputs, () =>
        {
            stored ??= network.Weights.Encoder(name + ".weight", outputs, partInputs, 1);
            return stored[(group * partOutputs * partInputs)..((group + 1) * partOutputs * partInputs)];
        }))];
    }

    private static string Join(NetworkWriter network, IReadOnlyList<string> parts) =>
        parts.Count == 1 ? parts[0] : network.Graph.Op("Concat", [.. parts], ("axis", -1));
}
