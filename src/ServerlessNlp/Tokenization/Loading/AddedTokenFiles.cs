using System.Text.Json;
using ServerlessNlp.Tokenization.AddedTokens;

namespace ServerlessNlp.Tokenization.Loading;

/// <summary>The tokens that a folder adds to its vocabulary: added_tokens_decoder of tokenizer_config.json, and the older added_tokens.json.</summary>
internal static class AddedTokenFiles
{
    /// <summary>The tokens of added_tokens_decoder, by id.</summary>
    /// <exception cref="TokenizerException">It is not of that form.</exception>
    public static List<AddedToken> ReadDecoder(JsonElement config)
    {
        if (config.ValueKind != JsonValueKind.Object || !config.TryGetProperty("added_tokens_decoder", out var tokens) || tokens.ValueKind == JsonValueKind.Null)
            return [];
        if (tokens.ValueKind != JsonValueKind.Object)
            throw new TokenizerException("The added_tokens_decoder of tokenizer_config.json is not an object.");
        return [.. tokens.EnumerateObject().Select(entry => new AddedToken(entry.Value.String("content"), Id(entry.Name, "added_tokens_decoder"))
        {
            SingleWord = entry.Value.Bool("single_word", fallback: false),
            LeftStrip = entry.Value.Bool("lstrip", fallback: false),
            RightStrip = entry.Value.Bool("rstrip", fallback: false),
            Special = entry.Value.Bool("special", fallback: false),
            Normalized = entry.Value.Bool("normalized", fallback: !entry.Value.Bool("special", fallback: false)),
        }).OrderBy(token => token.Id)];
    }

    /// <summary>The tokens of added_tokens.json ({"token": id}): as Transformers reads it, those that are not special are found in normalised text.</summary>
    /// <exception cref="TokenizerException">It is not of that form.</exception>
    public static List<AddedToken> ReadList(JsonElement list, IReadOnlySet<string> special)
    {
        if (list.ValueKind != JsonValueKind.Object)
            throw new TokenizerException("added_tokens.json is not an object.");
        return [.. list.EnumerateObject().Select(entry => new AddedToken(entry.Name, entry.Value.AsCount(entry.Name))
        {
            Special = special.Contains(entry.Name),
            Normalized = !special.Contains(entry.Name),
        }).OrderBy(token => token.Id)];
    }

    private static int Id(string text, string file) =>
        int.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var id) ? id : throw new TokenizerException($"An id of {file} is not a whole number.");
}
