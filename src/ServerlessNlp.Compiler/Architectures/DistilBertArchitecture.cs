using ServerlessNlp.Compiler.Configuration;
using ServerlessNlp.Compiler.Networks;

namespace ServerlessNlp.Compiler.Architectures;

/// <summary>DistilBERT (Sanh et al. 2019): BERT without token types and pooler; its epsilon is 1e-12 whatever the configuration says.</summary>
internal sealed class DistilBertArchitecture(ModelConfig config) : EncoderArchitecture(config)
{
    private const float Epsilon = 1e-12f;

    public override string Prefix => "distilbert.";

    public override bool TokenTypes => false;

    public override SequenceHead SequenceHead => SequenceHead.PreClassifier;

    public override int HiddenSize => Config.Size("dim", 768);

    public override int MaxLength => Config.Size("max_position_embeddings", 512);

    public override string Write(NetworkWriter network, bool firstTokenOnly)
    {
        var words = network.WordEmbeddings("embeddings.word_embeddings", Vocabulary, HiddenSize);
        var positions = network.PositionEmbeddings(network.Positions(), "embeddings.position_embeddings", MaxLength, HiddenSize);
        var sum = network.Graph.Op("Add", [network.Batched(words, HiddenSize), positions]);
        var x = network.Normalize(network.Flat(sum, HiddenSize), "embeddings.LayerNorm", HiddenSize, Epsilon);
        var layers = Config.Size("n_layers", 6);
        for (var layer = 0; layer < layers; layer++)
        {
            var queries = firstTokenOnly && layer == layers - 1 ? network.FirstTokens(x, HiddenSize) : x;
            x = Layer($"transformer.layer.{layer}.").Write(network, queries, x, null);
        }
        return x;
    }

    private TransformerLayer Layer(string name) => new()
    {
        Query = name + "attention.q_lin",
        Key = name + "attention.k_lin",
        Value = name + "attention.v_lin",
        AttentionOutput = name + "attention.out_lin",
        AttentionNorm = name + "sa_layer_norm",
        Intermediate = name + "ffn.lin1",
        Output = name + "ffn.lin2",
        OutputNorm = name + "output_layer_norm",
        Size = HiddenSize,
        IntermediateSize = Config.Size("hidden_dim", 4 * 768),
        Heads = CheckHeads(Config.Size("n_heads", 12), HiddenSize),
        Activation = Activations.Parse(Config.Text("activation", "gelu")!),
        Epsilon = Epsilon,
    };
}
