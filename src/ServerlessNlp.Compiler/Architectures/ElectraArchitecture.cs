using ServerlessNlp.Compiler.Configuration;
using ServerlessNlp.Compiler.Networks;

namespace ServerlessNlp.Compiler.Architectures;

/// <summary>ELECTRA's discriminator (Clark et al. 2020): BERT with embeddings that may be smaller than the hidden states.</summary>
internal sealed class ElectraArchitecture(ModelConfig config) : BertArchitecture(config)
{
    public override string Prefix => "electra.";

    public override SequenceHead SequenceHead => SequenceHead.DenseGelu;

    protected override string Embed(NetworkWriter network)
    {
        var size = Config.Size("embedding_size", 128);
        var words = network.WordEmbeddings("embeddings.word_embeddings", Vocabulary, size);
        var embedded = EmbeddingSum(network, words, "embeddings", size);
        return size == HiddenSize ? embedded : network.Dense(embedded, "embeddings_project", size, HiddenSize);
    }
}
