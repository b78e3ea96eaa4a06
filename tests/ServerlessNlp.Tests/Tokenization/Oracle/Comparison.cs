using System.Text;
using ServerlessNlp.Tokenization;

namespace ServerlessNlp.Tests.Tokenization.Oracle;

/// <summary>Encodes texts with ours and theirs, and fails at the first difference, showing a text that has it.</summary>
internal static class Comparison
{
    private const int BatchSize = 200;

    /// <summary>How many generated texts a test takes; TOKENIZER_TEXTS asks for more.</summary>
    public static int TextCount { get; } = int.TryParse(Environment.GetEnvironmentVariable("TOKENIZER_TEXTS"), out var count) ? count : 400;

    public static void AssertSame(byte[] json, IEnumerable<(string Text, string? Pair, bool AddSpecialTokens)> inputs) =>
        AssertSame(Tokenizer.FromJson(json), json, inputs);

    public static void AssertSame(Tokenizer tokenizer, byte[] json, IEnumerable<(string Text, string? Pair, bool AddSpecialTokens)> inputs)
    {
        using var oracle = HuggingFace.Start(json);
        Assert.Null(FindDifferences(oracle, tokenizer, inputs));
    }

    /// <summary>Loads a tokenizer with both and compares; null if all is the same.</summary>
    public static string? FindDifferences(HuggingFace oracle, byte[] json, IEnumerable<(string Text, string? Pair, bool AddSpecialTokens)> inputs)
    {
        var error = oracle.Load(json);
        try
        {
            var tokenizer = Tokenizer.FromJson(json);
            return error is null ? FindDifferences(oracle, tokenizer, inputs) : $"theirs refuses it: {error}\n";
        }
        catch (TokenizerException exception)
        {
            return error is null ? $"ours refuses it: {exception.Message}\n" : null;
        }
    }

    private static string? FindDifferences(HuggingFace oracle, Tokenizer tokenizer, IEnumerable<(string Text, string? Pair, bool AddSpecialTokens)> inputs)
    {
        var buffer = new EncodingBuffer();
        var differences = new StringBuilder();
        int count = 0, different = 0;
        foreach (var batch in inputs.Chunk(BatchSize))
        {
            var expected = oracle.Encode(batch);
            for (var i = 0; i < batch.Length; i++)
            {
                count++;
                var (text, pair, special) = batch[i];
                if (Difference(tokenizer, buffer, expected[i], text, pair, special) is not { } difference)
                    continue;
                if (++different <= 5)
                    differences.AppendLine($"{Show(text)} | {(pair is null ? "" : Show(pair))} | special {special}: {difference}");
            }
        }
        return different == 0 ? null : $"{different} of {count} texts differ:\n{differences}";
    }

    private static string? Difference(Tokenizer tokenizer, EncodingBuffer buffer, OracleEncoding expected, string text, string? pair, bool special)
    {
        // Where theirs panics there is nothing to compare with; ours gives an answer or a clear error.
        ServerlessNlp.Tokenization.Encoding ours;
        try
        {
            // The buffer has what an earlier text left in it: that must not show.
            tokenizer.Encode(text, pair, pair is not null, buffer, new EncodeOptions { NoSpecialTokens = !special });
            ours = tokenizer.Encode(text, pair, special);
        }
        catch (ArgumentException exception)
        {
            return expected.Error is null ? $"refused: {exception.Message}" : null;
        }
        if (expected.Error is not null)
            return expected.Error == HuggingFace.Panic ? null : $"not refused: {expected.Error}";
        if (!buffer.Ids.SequenceEqual(ours.Ids) || !buffer.Offsets.SequenceEqual(ours.Offsets))
            return "a used buffer gives another result than a new one";
        return expected.DifferenceFrom(ours, text, pair);
    }

    public static string Show(string text)
    {
        var shown = new StringBuilder("\"");
        foreach (var c in text.Length <= 300 ? text : text[..300])
            shown.Append(c is >= ' ' and <= '~' and not '"' and not '\\' ? c.ToString() : $"\\u{(int)c:x4}");
        return shown.Append('"').ToString();
    }
}
