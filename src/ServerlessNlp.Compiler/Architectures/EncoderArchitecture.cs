using ServerlessNlp.Compiler.Configuration;
using ServerlessNlp.Compiler.Networks;

namespace ServerlessNlp.Compiler.Architectures;

/// <summary>A family of encoders: what its configuration means, and how its network is written.</summary>
internal abstract class EncoderArchitecture(ModelConfig config)
{
    /// <summary>What the names of the encoder's tensors start with.</summary>
    public abstract string Prefix { get; }

    /// <summary>Whether the network takes token_type_ids.</summary>
    public abstract bool TokenTypes { get; }

    /// <summary>The head for classification of whole texts.</summary>
    public abstract SequenceHead SequenceHead { get; }

    public virtual int HiddenSize => Config.Size("hidden_size");

    /// <summary>The most tokens that positions are known for.</summary>
    public virtual int MaxLength => Config.Size("max_position_embeddings");

    protected ModelConfig Config { get; } = config;

    protected int Vocabulary { get; } = config.Size("vocab_size");

    /// <summary>Writes the encoder; gives the last hidden states [tokens, size], or of the first token of each text alone [batch, size].</summary>
    public abstract string Write(NetworkWriter network, bool firstTokenOnly);

    /// <exception cref="CompilerException">The sizes of the heads do not add up.</exception>
    protected static int CheckHeads(int heads, int size) =>
        size % heads == 0 ? heads : throw new CompilerException($"config.json has {heads} attention heads, which do not divide the hidden size {size}.");

    protected void RefuseRelativePositions()
    {
        var kind = Config.Text("position_embedding_type", "absolute");
        if (kind != "absolute")
            throw new CompilerException($"The position_embedding_type {Checkpoints.Printable.Name(kind!)} is not supported: only absolute positions are.");
        if (Config.Flag("is_decoder", false) || Config.Flag("add_cross_attention", false))
            throw new CompilerException("The checkpoint is a decoder (is_decoder or add_cross_attention): only encoders can be compiled.");
    }
}
