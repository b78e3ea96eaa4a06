using System.Text.Json;

namespace ServerlessNlp.Compiler.Sentences;

/// <summary>
/// What sentence_bert_config.json adds to a tokenizer: the longest input, and whether text is lower-cased before the tokenizer sees it.
/// </summary>
internal sealed record TokenizerLimits(int? MaxLength, bool Lowercase)
{
    // Older models have the file under the name of their family.
    private static readonly string[] Families = ["bert", "roberta", "distilbert", "camembert", "albert", "xlm-roberta", "xlnet"];

    /// <param name="folder">The encoder's folder.</param>
    /// <exception cref="CompilerException">The file cannot be understood.</exception>
    public static TokenizerLimits Read(string folder)
    {
        foreach (var family in Families)
        {
            var name = $"sentence_{family}_config.json";
            if (SentenceJson.Read(Path.Combine(folder, name)) is not { } settings)
                continue;
            if (settings.ValueKind != JsonValueKind.Object)
                throw new CompilerException($"{name} is not a JSON object.");
            return new TokenizerLimits(settings.Number("max_seq_length"), settings.IsSet("do_lower_case"));
        }
        return new TokenizerLimits(null, false);
    }
}
