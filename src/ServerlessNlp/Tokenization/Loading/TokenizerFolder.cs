using System.Text.Json;

namespace ServerlessNlp.Tokenization.Loading;

/// <summary>Finds and loads the tokenizer of a model's folder.</summary>
internal static class TokenizerFolder
{
    private static readonly string[] SentencePieceFiles = ["spiece.model", "sentencepiece.bpe.model", "spm.model", "tokenizer.model"];

    public static Tokenizer Load(string directory)
    {
        if (ReadIfThere(directory, "tokenizer.json") is { } json)
            return Tokenizer.FromOwnedJson(json);
        if (ReadIfThere(directory, "vocab.txt") is { } vocabulary)
            return Tokenizer.FromVocabulary(vocabulary, ReadOptions(directory));
        foreach (var file in SentencePieceFiles)
        {
            if (ReadIfThere(directory, file) is { } model)
                return Tokenizer.FromSentencePiece(model, ReadOptions(directory));
        }
        throw new TokenizerException("The folder has no tokenizer: none of tokenizer.json, vocab.txt and spiece.model is there.");
    }

    private static byte[]? ReadIfThere(string directory, string file)
    {
        var path = Path.Combine(directory, file);
        if (!File.Exists(path))
            return null;
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new TokenizerException($"{file} cannot be read.", exception);
        }
    }

    /// <summary>What tokenizer_config.json says of case and accents.</summary>
    private static VocabularyOptions ReadOptions(string directory)
    {
        var options = new VocabularyOptions();
        if (ReadIfThere(directory, "tokenizer_config.json") is not { } bytes)
            return options;
        try
        {
            using var config = JsonDocument.Parse(bytes);
            return new VocabularyOptions
            {
                Lowercase = Flag(config.RootElement, "do_lower_case") ?? options.Lowercase,
                StripAccents = Flag(config.RootElement, "strip_accents"),
                HandleChinese = Flag(config.RootElement, "tokenize_chinese_chars") ?? options.HandleChinese,
                KeepAccents = Flag(config.RootElement, "keep_accents") ?? options.KeepAccents,
            };
        }
        catch (JsonException exception)
        {
            throw new TokenizerException("tokenizer_config.json is not valid JSON.", exception);
        }
    }

    private static bool? Flag(JsonElement config, string name) =>
        config.ValueKind == JsonValueKind.Object && config.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? value.GetBoolean()
            : null;
}
