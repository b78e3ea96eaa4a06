using ServerlessNlp.Compiler.Configuration;
using ServerlessNlp.Compiler.Networks;
using ServerlessNlp.Compiler.Onnx;

namespace ServerlessNlp.Compiler.Architectures;

/// <summary>
/// ALBERT (Lan et al. 2019): small embeddings, and layers that share their weights in groups. A group is written once, as the body of a
/// loop: its weights are stored once, and held in memory once in the form that the processor likes.
/// </summary>
internal sealed class AlbertArchitecture(ModelConfig config) : EncoderArchitecture(config)
{
    private readonly float _epsilon = config.Number("layer_norm_eps", 1e-12f);

    public override string Prefix => "albert.";

    public override bool TokenTypes => true;

    public override SequenceHead SequenceHead => SequenceHead.AlbertPooler;

    public override string Write(NetworkWriter network, bool firstTokenOnly)
    {
        RefuseRelativePositions();
        var x = Embed(network);
        var runs = Runs();
        for (var run = 0; run < runs.Count; run++)
            x = WriteRun(network, x, runs[run].Group, runs[run].Times, firstTokenOnly && run == runs.Count - 1);
        return x;
    }

    /// <summary>Which group each layer uses, as runs of the same group: layer i uses group int(i / (layers / groups)).</summary>
    private List<(int Group, int Times)> Runs()
    {
        var layers = Config.Size("num_hidden_layers", 12);
        var groups = Config.Size("num_hidden_groups", 1);
        if (groups > layers)
            throw new CompilerException($"config.json has {groups} hidden groups for {layers} layers.");
        return [.. Enumerable.Range(0, layers).GroupBy(layer => (int)(layer / ((double)layers / groups))).Select(run => (run.Key, run.Count()))];
    }

    private string Embed(NetworkWriter network)
    {
        var size = Config.Size("embedding_size", 128);
        var words = network.WordEmbeddings("embeddings.word_embeddings", Vocabulary, size);
        var types = network.TokenTypeEmbeddings("embeddings.token_type_embeddings", Config.Size("type_vocab_size", 2), size);
        var positions = network.PositionEmbeddings(network.Positions(), "embeddings.position_embeddings", MaxLength, size);
        var sum = network.Graph.Op("Add", [network.Batched(network.Graph.Op("Add", [words, types]), size), positions]);
        var normalized = network.Normalize(network.Flat(sum, size), "embeddings.LayerNorm", size, _epsilon);
        return network.Dense(normalized, "encoder.embedding_hidden_mapping_in", size, HiddenSize);
    }

    private string WriteRun(NetworkWriter network, string x, int group, int times, bool firstTokenAtEnd)
    {
        if (times == 1)
            return WriteGroup(network, x, group, x => firstTokenAtEnd ? network.FirstTokens(x, HiddenSize) : x);
        var last = network.Graph.Constant(OnnxTensor.Int64s($"last.{times}", [times - 1]));
        return network.Repeat(times, x, (state, pass) =>
        {
            if (!firstTokenAtEnd)
                return WriteGroup(network, state, group, x => x);
            // In the last pass only the first token asks; what it attends to is still the whole text.
            var isLast = network.Graph.Op("Equal", [pass, last]);
            var count = network.Graph.Op("Where", [isLast, network.Graph.Integers(1), network.Length]);
            return WriteGroup(network, state, group, x => network.LeadingTokens(x, HiddenSize, count));
        });
    }

    private string WriteGroup(NetworkWriter network, string x, int group, Func<string, string> selectLastQueries)
    {
        var inner = Config.Size("inner_group_num", 1);
        for (var layer = 0; layer < inner; layer++)
            x = Layer($"encoder.albert_layer_groups.{group}.albert_layers.{layer}.").Write(network, layer == inner - 1 ? selectLastQueries(x) : x, x, null);
        return x;
    }

    private TransformerLayer Layer(string name) => new()
    {
        Query = name + "attention.query",
        Key = name + "attention.key",
        Value = name + "attention.value",
        AttentionOutput = name + "attention.dense",
        AttentionNorm = name + "attention.LayerNorm",
        Intermediate = name + "ffn",
        Output = name + "ffn_output",
        OutputNorm = name + "full_layer_layer_norm",
        Size = HiddenSize,
        IntermediateSize = Config.Size("intermediate_size"),
        Heads = CheckHeads(Config.Size("num_attention_heads"), HiddenSize),
        Activation = Activations.Parse(Config.Text("hidden_act", "gelu_new")!),
        Epsilon = _epsilon,
    };
}
