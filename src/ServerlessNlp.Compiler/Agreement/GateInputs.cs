namespace ServerlessNlp.Compiler.Agreement;

/// <summary>Inputs to compare a quantised graph with its full-precision one on, where no texts are given.</summary>
internal static class GateInputs
{
    private const int Count = 200;
    private const int Longest = 64;
    private const int Seed = 20211;

    /// <summary>Random tokens between the special ones, the same for every run.</summary>
    public static IReadOnlyList<GateInput> Generate(int vocabulary, int first, int last, int maxLength)
    {
        var random = new Random(Seed);
        return [.. Enumerable.Range(0, Count).Select(_ => Sequence(random, vocabulary, first, last, Math.Min(maxLength, Longest)))];
    }

    private static GateInput Sequence(Random random, int vocabulary, int first, int last, int maxLength)
    {
        var ids = new long[random.Next(Math.Min(4, maxLength), maxLength + 1)];
        for (var i = 0; i < ids.Length; i++)
            ids[i] = random.Next(vocabulary);
        (ids[0], ids[^1]) = (first, last);
        return new GateInput(ids, new long[ids.Length]);
    }
}
