namespace ServerlessNlp.Compiler.Running;

/// <summary>Token ids of a batch, row-major, with mask and token types.</summary>
internal sealed record TokenBatch(int Batch, int Length, long[] Ids, long[] Mask, long[] TokenTypes)
{
    public long[] Shape => [Batch, Length];

    /// <summary>One text without padding.</summary>
    public static TokenBatch Of(long[] ids, long[]? tokenTypes = null) =>
        new(1, ids.Length, ids, [.. Enumerable.Repeat(1L, ids.Length)], tokenTypes ?? new long[ids.Length]);

    /// <summary>The values for an input of the graph.</summary>
    /// <exception cref="CompilerException">The graph has an input that is none of a text encoder's.</exception>
    public long[] Get(string input) => input switch
    {
        "input_ids" => Ids,
        "attention_mask" => Mask,
        "token_type_ids" => TokenTypes,
        _ => throw new CompilerException($"The graph has the input {Checkpoints.Printable.Name(input)}; input_ids, attention_mask and token_type_ids are known."),
    };
}
