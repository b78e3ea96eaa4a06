namespace ServerlessNlp.Inference;

/// <summary>Inputs of equal length, row by row, as the graph takes them.</summary>
public sealed class TensorBatch
{
    /// <summary>Takes the arrays as they are; each holds <paramref name="rows"/> × <paramref name="columns"/> numbers.</summary>
    /// <exception cref="ArgumentException">An array has another length.</exception>
    public TensorBatch(int rows, int columns, long[] inputIds, long[] attentionMask, long[] tokenTypeIds)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rows);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(columns);
        var length = (long)rows * columns;
        if (inputIds.Length != length || attentionMask.Length != length || tokenTypeIds.Length != length)
            throw new ArgumentException($"Each tensor of a batch of {rows} × {columns} must hold {length} numbers.");

        Rows = rows;
        Columns = columns;
        InputIds = inputIds;
        AttentionMask = attentionMask;
        TokenTypeIds = tokenTypeIds;
    }

    /// <summary>The number of inputs.</summary>
    public int Rows { get; }

    /// <summary>The length of each, padding included.</summary>
    public int Columns { get; }

    /// <summary>Token ids.</summary>
    public long[] InputIds { get; }

    /// <summary>1 for a token, 0 for padding.</summary>
    public long[] AttentionMask { get; }

    /// <summary>Token type ids.</summary>
    public long[] TokenTypeIds { get; }

    /// <summary>Pads inputs on the right to the length of the longest.</summary>
    internal static TensorBatch Pad(IReadOnlyList<ModelInput> inputs, int padId)
    {
        var (rows, columns) = (inputs.Count, inputs.Max(input => input.Length));
        var (ids, mask, types) = (new long[rows * columns], new long[rows * columns], new long[rows * columns]);
        for (var row = 0; row < rows; row++)
        {
            var idSpan = inputs[row].Ids.Span;
            var typeSpan = inputs[row].TypeIds.Span;
            var start = row * columns;
            for (var i = 0; i < idSpan.Length; i++)
                (ids[start + i], mask[start + i], types[start + i]) = (idSpan[i], 1, typeSpan[i]);
            ids.AsSpan(start + idSpan.Length, columns - idSpan.Length).Fill(padId);
        }
        return new TensorBatch(rows, columns, ids, mask, types);
    }

    internal long[] Tensor(string name) => name switch
    {
        "input_ids" => InputIds,
        "attention_mask" => AttentionMask,
        "token_type_ids" => TokenTypeIds,
        _ => throw new ArgumentException("The manifest allows no such input.", nameof(name)),
    };
}
