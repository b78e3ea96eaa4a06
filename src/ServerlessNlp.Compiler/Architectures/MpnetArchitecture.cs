using ServerlessNlp.Compiler.Configuration;
using ServerlessNlp.Compiler.Networks;
using ServerlessNlp.Compiler.Onnx;

namespace ServerlessNlp.Compiler.Architectures;

/// <summary>MPNet (Song et al. 2020): BERT's layers with RoBERTa's positions and one relative-position bias for all layers.</summary>
internal sealed class MpnetArchitecture(ModelConfig config) : EncoderArchitecture(config)
{
    // Transformers fixes it, whatever pad_token_id says.
    private const int Pad = 1;
    private const int MaxDistance = 128;
    private readonly float _epsilon = config.Number("layer_norm_eps", 1e-12f);

    public override string Prefix => "mpnet.";

    public override bool TokenTypes => false;

    public override SequenceHead SequenceHead => SequenceHead.DenseTanh;

    public override int MaxLength => Config.Size("max_position_embeddings", 512) - Pad - 1;

    public override string Write(NetworkWriter network, bool firstTokenOnly)
    {
        var x = Embed(network);
        var bias = RelativeBias(network);
        var layers = Config.Size("num_hidden_layers");
        for (var layer = 0; layer < layers; layer++)
        {
            if (firstTokenOnly && layer == layers - 1)
                x = Layer($"encoder.layer.{layer}.").Write(network, network.FirstTokens(x, HiddenSize), x, FirstRow(network, bias));
            else
                x = Layer($"encoder.layer.{layer}.").Write(network, x, bias);
        }
        return x;
    }

    private string Embed(NetworkWriter network)
    {
        var words = network.WordEmbeddings("embeddings.word_embeddings", Vocabulary, HiddenSize);
        var positions = network.PositionEmbeddings(
            network.PositionsOfNonPadding(Pad), "embeddings.position_embeddings", Config.Size("max_position_embeddings", 512), HiddenSize);
        return network.Normalize(network.Graph.Op("Add", [words, network.Flat(positions, HiddenSize)]), "embeddings.LayerNorm", HiddenSize, _epsilon);
    }

    /// <summary>The bias of every head for every pair of places, [1, heads, length, length]: a table by distance, looked up once.</summary>
    private string RelativeBias(NetworkWriter network)
    {
        var heads = Config.Size("num_attention_heads");
        var buckets = Config.Size("relative_attention_num_buckets", 32);
        var stored = network.Weights.Encoder("encoder.relative_attention_bias.weight", buckets, heads);
        var length = Config.Size("max_position_embeddings", 512);
        var table = new float[heads * (2 * length - 1)];
        for (var distance = 1 - length; distance < length; distance++)
        {
            for (var head = 0; head < heads; head++)
                table[head * (2 * length - 1) + distance + length - 1] = stored[Bucket(distance, buckets) * heads + head];
        }
        var graph = network.Graph;
        var biases = graph.Constant(OnnxTensor.Floats("encoder.relative_attention_bias.by_distance", table, heads, 2 * length - 1));
        var places = network.Positions();
        var distances = graph.Op("Sub", [graph.Op("Unsqueeze", [places, graph.Integers(0)]), graph.Op("Unsqueeze", [places, graph.Integers(1)])]);
        var rows = graph.Op("Add", [distances, graph.Constant(OnnxTensor.Int64s("most_negative_distance", [length - 1]))]);
        return graph.Op("Unsqueeze", [graph.Op("Gather", [biases, rows], ("axis", 1)), graph.Integers(0)]);
    }

    private static string FirstRow(NetworkWriter network, string bias) =>
        network.Graph.Op("Slice", [bias, network.Graph.Integers(0), network.Graph.Integers(1), network.Graph.Integers(2)]);

    /// <summary>The bucket of a distance (key minus query) as T5 and MPNet have it: near ones singly, far ones by logarithm.</summary>
    internal static int Bucket(int distance, int buckets)
    {
        var half = buckets / 2;
        var exact = half / 2;
        var start = distance > 0 ? half : 0;
        var size = Math.Abs(distance);
        if (size < exact)
            return start + size;
        // Computed in single precision, as the original does: the borders between buckets depend on it.
        var scaled = MathF.Log((float)size / exact) / (float)Math.Log((double)MaxDistance / exact) * (half - exact);
        return start + Math.Min(exact + (int)scaled, half - 1);
    }

    private TransformerLayer Layer(string name) => new()
    {
        Query = name + "attention.attn.q",
        Key = name + "attention.attn.k",
        Value = name + "attention.attn.v",
        AttentionOutput = name + "attention.attn.o",
        AttentionNorm = name + "attention.LayerNorm",
        Intermediate = name + "intermediate.dense",
        Output = name + "output.dense",
        OutputNorm = name + "output.LayerNorm",
        Size = HiddenSize,
        IntermediateSize = Config.Size("intermediate_size"),
        Heads = CheckHeads(Config.Size("num_attention_heads"), HiddenSize),
        Activation = Activations.Parse(Config.Text("hidden_act", "gelu")!),
        Epsilon = _epsilon,
    };
}
