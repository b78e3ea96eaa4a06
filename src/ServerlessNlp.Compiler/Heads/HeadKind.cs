namespace ServerlessNlp.Compiler.Heads;

/// <summary>What a network gives on top of its encoder.</summary>
internal enum HeadKind
{
    /// <summary>logits [batch, labels].</summary>
    Sequence,

    /// <summary>logits [batch, length, labels].</summary>
    Token,

    /// <summary>start_logits and end_logits [batch, length].</summary>
    Span,

    /// <summary>embeddings [batch, size], or last_hidden_state [batch, length, size] without pooling.</summary>
    Encoder,
}
