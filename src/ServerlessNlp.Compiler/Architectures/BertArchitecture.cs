using ServerlessNlp.Compiler.Configuration;
using ServerlessNlp.Compiler.Networks;

namespace ServerlessNlp.Compiler.Architectures;

/// <summary>BERT (Devlin et al. 2018), with MiniLM and the multilingual checkpoints that share its form.</summary>
internal class BertArchitecture(ModelConfig config) : EncoderArchitecture(config)
{
    public override string Prefix => "bert.";

    public override bool TokenTypes => true;

    public override SequenceHead SequenceHead => SequenceHead.Pooler;

    protected float Epsilon { get; } = config.Number("layer_norm_eps", 1e-12f);

    public override string Write(NetworkWriter network, bool firstTokenOnly)
    {
        RefuseRelativePositions();
        var x = Embed(network);
        var layers = Config.Size("num_hidden_layers");
        for (var layer = 0; layer < layers; layer++)
        {
            var queries = firstTokenOnly && layer == layers - 1 ? network.FirstTokens(x, HiddenSize) : x;
            x = Layer($"encoder.layer.{layer}.").Write(network, queries, x, null);
        }
        return x;
    }

    protected virtual string Embed(NetworkWriter network)
    {
        var words = network.WordEmbeddings("embeddings.word_embeddings", Vocabulary, HiddenSize);
        return EmbeddingSum(network, words, "embeddings", HiddenSize);
    }

    /// <summary>Words, token types and absolute positions, summed and normalised.</summary>
    protected string EmbeddingSum(NetworkWriter network, string words, string name, int size)
    {
        var types = network.TokenTypeEmbeddings(name + ".token_type_embeddings", Config.Size("type_vocab_size", 2), size);
        var positions = network.PositionEmbeddings(network.Positions(), name + ".position_embeddings", MaxLength, size);
        var sum = network.Graph.Op("Add", [network.Batched(network.Graph.Op("Add", [words, types]), size), positions]);
        return network.Normalize(network.Flat(sum, size), name + ".LayerNorm", size, Epsilon);
    }

    protected TransformerLayer Layer(string name) => new()
    {
        Query = name + "attention.self.query",
        Key = name + "attention.self.key",
        Value = name + "attention.self.value",
        AttentionOutput = name + "attention.output.dense",
        AttentionNorm = name + "attention.output.LayerNorm",
        Intermediate = name + "intermediate.dense",
        Output = name + "output.dense",
        OutputNorm = name + "output.LayerNorm",
        Size = HiddenSize,
        IntermediateSize = Config.Size("intermediate_size"),
        Heads = CheckHeads(Config.Size("num_attention_heads"), HiddenSize),
        Activation = Activations.Parse(Config.Text("hidden_act", "gelu")!),
        Epsilon = Epsilon,
    };
}
