using ServerlessNlp.Compiler.Configuration;
using ServerlessNlp.Compiler.Networks;
using ServerlessNlp.Compiler.Onnx;

namespace ServerlessNlp.Compiler.Architectures;

/// <summary>
/// MobileBERT (Sun et al. 2020): thin layers between bottlenecks, several feed-forward networks a layer, and trigrams as input. The
/// trigram beside padding reads the embedding of [PAD], exactly as the published implementation does: run it without padding.
/// </summary>
internal sealed class MobileBertArchitecture(ModelConfig config) : EncoderArchitecture(config)
{
    // Two of its normalisations are built without the configured epsilon and so have PyTorch's default.
    private const float DefaultEpsilon = 1e-5f;
    private readonly float _epsilon = config.Number("layer_norm_eps", 1e-12f);
    private readonly bool _bottleneck = config.Flag("use_bottleneck", true);
    private readonly bool _noNorm = Normalization(config) == "no_norm";

    public override string Prefix => "mobilebert.";

    public override bool TokenTypes => true;

    public override SequenceHead SequenceHead => Config.Flag("classifier_activation", true) ? SequenceHead.Pooler : SequenceHead.NoPooler;

    private int InnerSize => _bottleneck ? Config.Size("intra_bottleneck_size", 128) : HiddenSize;

    private int IntermediateSize => Config.Size("intermediate_size", 512);

    private Activation Activation => Activations.Parse(Config.Text("hidden_act", "relu")!);

    public override string Write(NetworkWriter network, bool firstTokenOnly)
    {
        RefuseRelativePositions();
        var x = Embed(network);
        var layers = Config.Size("num_hidden_layers", 24);
        for (var layer = 0; layer < layers; layer++)
            x = WriteLayer(network, x, $"encoder.layer.{layer}.", firstTokenOnly && layer == layers - 1);
        return x;
    }

    private string Embed(NetworkWriter network)
    {
        var size = Config.Size("embedding_size", 128);
        var words = network.WordEmbeddings("embeddings.word_embeddings", Vocabulary, size);
        var trigram = Config.Flag("trigram_input", true);
        if (trigram)
            words = Trigrams(network.Graph, network.Batched(words, size), size, network);
        if (trigram || size != HiddenSize)
            words = network.Dense(words, "embeddings.embedding_transformation", trigram ? 3 * size : size, HiddenSize);
        var types = network.TokenTypeEmbeddings("embeddings.token_type_embeddings", Config.Size("type_vocab_size", 2), HiddenSize);
        var positions = network.PositionEmbeddings(network.Positions(), "embeddings.position_embeddings", MaxLength, HiddenSize);
        var sum = network.Graph.Op("Add", [network.Batched(network.Graph.Op("Add", [words, types]), HiddenSize), positions]);
        return Normalize(network, network.Flat(sum, HiddenSize), "embeddings.LayerNorm", HiddenSize, DefaultEpsilon);
    }

    /// <summary>For each token the embeddings of the next one, its own and the one before; zeros beyond the ends.</summary>
    private static string Trigrams(GraphBuilder graph, string words, int size, NetworkWriter network)
    {
        var zero = graph.Number(0);
        var padded = graph.Op("Pad", [words, graph.Integers(0, 1, 0, 0, 1, 0), zero]);
        string From(long start, long end) => graph.Op("Slice", [padded, graph.Integers(start), graph.Integers(end), graph.Integers(1)]);
        return network.Flat(graph.Op("Concat", [From(2, long.MaxValue), words, From(0, -2)], ("axis", -1)), 3 * size);
    }

    private string WriteLayer(NetworkWriter network, string x, string name, bool firstTokenOnly)
    {
        var first = firstTokenOnly ? network.FirstTokens(x, HiddenSize) : x;
        var (queries, keys, values, residual) = Bottleneck(network, first, x, name);
        var self = name + "attention.self.";
        var context = network.Attend(
            network.Project(queries, self + "query", InnerSize, InnerSize), network.Project(keys, self + "key", InnerSize, InnerSize),
            network.Project(values, self + "value", ValueSize, InnerSize),
            network.AttentionBiases(self + "query", self + "key", self + "value", InnerSize),
            CheckHeads(Config.Size("num_attention_heads", 4), InnerSize), InnerSize, first == x);
        var y = AddNorm(network, network.Dense(context, name + "attention.output.dense", InnerSize, InnerSize), residual, name + "attention.output.LayerNorm", InnerSize, _epsilon);
        for (var i = 0; i < Config.Size("num_feedforward_networks", 4) - 1; i++)
            y = FeedForward(network, y, $"{name}ffn.{i}.", _epsilon);
        y = FeedForward(network, y, name, DefaultEpsilon);
        return _bottleneck
            ? AddNorm(network, network.Dense(y, name + "output.bottleneck.dense", InnerSize, HiddenSize), first, name + "output.bottleneck.LayerNorm", HiddenSize, _epsilon)
            : y;
    }

    private int ValueSize => _bottleneck && Config.Flag("use_bottleneck_attention", false) ? InnerSize : HiddenSize;

    private (string Queries, string Keys, string Values, string Residual) Bottleneck(NetworkWriter network, string first, string x, string name)
    {
        if (!_bottleneck)
            return (first, x, x, first);
        string Narrow(string value, string part) =>
            Normalize(network, network.Dense(value, $"{name}bottleneck.{part}.dense", HiddenSize, InnerSize), $"{name}bottleneck.{part}.LayerNorm", InnerSize, _epsilon);

        var residual = Narrow(first, "input");
        if (Config.Flag("use_bottleneck_attention", false))
        {
            var all = first == x ? residual : Narrow(x, "input");
            return (residual, all, all, residual);
        }
        if (Config.Flag("key_query_shared_bottleneck", true))
        {
            var shared = Narrow(x, "attention");
            return (first == x ? shared : network.FirstTokens(shared, InnerSize), shared, x, residual);
        }
        if (InnerSize != HiddenSize)
            throw new CompilerException("MobileBERT without shared bottlenecks for queries and keys needs intra_bottleneck_size equal to hidden_size.");
        return (first, x, x, residual);
    }

    private string FeedForward(NetworkWriter network, string x, string name, float epsilon)
    {
        var inner = network.Activate(
            network.Project(x, name + "intermediate.dense", InnerSize, IntermediateSize), network.Bias(name + "intermediate.dense", IntermediateSize), Activation);
        return AddNorm(network, network.Dense(inner, name + "output.dense", IntermediateSize, InnerSize), x, name + "output.LayerNorm", InnerSize, epsilon);
    }

    private string AddNorm(NetworkWriter network, string x, string skip, string name, int size, float epsilon) =>
        _noNorm ? Normalize(network, network.Graph.Op("Add", [x, skip]), name, size, epsilon) : network.AddAndNormalize(x, skip, null, name, size, epsilon);

    /// <summary>Layer normalisation, or the scale and shift that MobileBERT calls NoNorm.</summary>
    private string Normalize(NetworkWriter network, string x, string name, int size, float epsilon) =>
        _noNorm
            ? network.Graph.Op("Add", [network.Graph.Op("Mul", [x, network.Vector(name + ".weight", size)]), network.Vector(name + ".bias", size)])
            : network.Normalize(x, name, size, epsilon);

    private static string Normalization(ModelConfig config) => config.Text("normalization_type", "no_norm") switch
    {
        "no_norm" or "layer_norm" => config.Text("normalization_type", "no_norm")!,
        var other => throw new CompilerException($"MobileBERT's normalization_type {Checkpoints.Printable.Name(other!)} is not supported: no_norm and layer_norm are."),
    };
}
