using ServerlessNlp.Compiler.Configuration;
using ServerlessNlp.Compiler.Networks;

namespace ServerlessNlp.Compiler.Architectures;

/// <summary>RoBERTa (Liu et al. 2019), XLM-R and CamemBERT: BERT whose positions count the tokens that are not [PAD].</summary>
internal sealed class RobertaArchitecture(ModelConfig config) : BertArchitecture(config)
{
    private readonly int _pad = config.Index("pad_token_id", 1);
    private readonly int _types = config.Size("type_vocab_size", 1);

    public override string Prefix => "roberta.";

    public override bool TokenTypes => _types > 1;

    public override SequenceHead SequenceHead => SequenceHead.DenseTanh;

    public override int MaxLength => Config.Size("max_position_embeddings") - _pad - 1;

    protected override string Embed(NetworkWriter network)
    {
        const string Types = "embeddings.token_type_embeddings";
        var words = network.WordEmbeddings("embeddings.word_embeddings", Vocabulary, HiddenSize);
        if (TokenTypes)
            words = network.Graph.Op("Add", [words, network.TokenTypeEmbeddings(Types, _types, HiddenSize)]);
        // With one token type its embedding is a constant, which is added to every position's.
        var onlyType = TokenTypes ? null : network.Weights.Encoder(Types + ".weight", 1, HiddenSize);
        var positions = network.PositionEmbeddings(
            network.PositionsOfNonPadding(_pad), "embeddings.position_embeddings", Config.Size("max_position_embeddings"), HiddenSize, onlyType);
        return network.Normalize(network.Graph.Op("Add", [words, network.Flat(positions, HiddenSize)]), "embeddings.LayerNorm", HiddenSize, Epsilon);
    }
}
