using System.Text;
using ServerlessNlp.Tests.Tokenization.Kinds;
using ServerlessNlp.Tests.Tokenization.Oracle;

namespace ServerlessNlp.Tests.Tokenization;

/// <summary>Tokenizers put together at random give what Hugging Face gives.</summary>
public sealed class RandomTokenizersTests
{
    /// <summary>TOKENIZER_TEXTS asks for more here too; each tokenizer takes 20 texts.</summary>
    private const int TextsEach = 20;

    [Fact]
    public void Generated_texts_become_the_same_tokens()
    {
        var differences = new StringBuilder();
        var first = int.TryParse(Environment.GetEnvironmentVariable("TOKENIZER_SEED"), out var seed) ? seed : 1;
        using var oracle = HuggingFace.Start();
        for (var i = first; i < first + Comparison.TextCount / 4; i++)
        {
            var json = new RandomTokenizer(i).Make();
            if (Comparison.FindDifferences(oracle, json, new TextGenerator(i).Inputs(TextsEach)) is { } found)
                differences.AppendLine($"tokenizer {i}: {found}{Encoding.UTF8.GetString(json.AsSpan(0, json.AsSpan().IndexOf("\"model\":"u8)))}");
        }
        Assert.True(differences.Length == 0, differences.ToString());
    }
}
