namespace ServerlessNlp.Bench.Models;

/// <summary>The multiplications and additions of a network's matrix products, as its paper has it: every layer for every token.</summary>
internal static class MatrixWork
{
    public static double OperationsPerText(SyntheticCheckpoint checkpoint, int length)
    {
        double size = checkpoint["hidden_size"];
        var groups = checkpoint.Config.TryGetValue("q_groups", out var value) ? (int)value : 1;
        // Queries, keys, values and the two feed-forward products may be grouped; the product after attention is not.
        var dense = (3 * size * size + 8 * size * size) / groups + size * size;
        var attention = 2 * length * size;
        return 2 * length * checkpoint["num_hidden_layers"] * (dense + attention);
    }
}
