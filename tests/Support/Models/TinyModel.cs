namespace ServerlessNlp.Tests.Support;

/// <summary>
/// A model so small that its answers can be worked out by hand: each word of <see cref="Vocabulary"/> has a row of weights,
/// and that is what the model gives for it (entities, answers, vectors) or adds up over a text (classes).
/// </summary>
internal static class TinyModel
{
    /// <summary>The tokens; a token's place is its id.</summary>
    public static readonly string[] Vocabulary =
        ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "good", "bad", "film", "the", "a", "not", "anna", "smith", "lives", "in", "paris", "where", "who", "?", ".", "##s", "##ly", "nan", "very", "and", "i", "##n"];

    private static readonly string[] Inputs = ["input_ids", "attention_mask", "token_type_ids"];

    public static int Id(string token) => Array.IndexOf(Vocabulary, token);

    /// <summary>A table with a row for each token: of zeros, but for those given. The token "nan" gives what is not a number.</summary>
    public static float[] Weights(int width, params (string Token, float[] Row)[] rows)
    {
        var table = new float[Vocabulary.Length * width];
        foreach (var (token, row) in rows)
            row.CopyTo(table, Id(token) * width);
        table.AsSpan(Id("nan") * width, width).Fill(float.NaN);
        return table;
    }

    /// <summary>logits [rows, width]: the sum over a text's tokens; without <paramref name="masked"/> also over what it is padded with.</summary>
    public static byte[] Classifier(int width, float[] table, bool masked = true)
    {
        var graph = Lookup(width, table)
            .Node("Cast", ["attention_mask"], "mask", ("to", OnnxBuilder.Float))
            .Integers("last", 2)
            .Node("Unsqueeze", ["mask", "last"], "column")
            .Node("Mul", ["values", "column"], "kept")
            .Integers("tokens", 1)
            .Node("ReduceSum", [masked ? "kept" : "values", "tokens"], "logits", ("keepdims", 0));
        return graph.Output("logits", -1, width).Build();
    }

    /// <summary>A value for each token [rows, tokens, width], by the name of the output.</summary>
    public static byte[] PerToken(string output, int width, float[] table) =>
        Lookup(width, table).Node("Identity", ["values"], output).Output(output, -1, -1, width).Build();

    /// <summary>start_logits and end_logits [rows, tokens]: the first and second column of a table of width 2.</summary>
    public static byte[] Answerer(float[] table)
    {
        var graph = Lookup(2, table).Integers("first", 0).Integers("second", 1).Integers("axis", 2);
        foreach (var (column, output) in new[] { ("first", "start_logits"), ("second", "end_logits") })
        {
            graph.Node("Gather", ["values", column], output + "_column", ("axis", 2))
                .Node("Squeeze", [output + "_column", "axis"], output)
                .Output(output, -1, -1);
        }
        return graph.Build();
    }

    private static OnnxBuilder Lookup(int width, float[] table)
    {
        var graph = new OnnxBuilder();
        foreach (var input in Inputs)
            graph.Input(input);
        return graph
            .Floats("table", [Vocabulary.Length, width], table)
            .Node("Gather", ["table", "input_ids"], "values", ("axis", 0));
    }
}
