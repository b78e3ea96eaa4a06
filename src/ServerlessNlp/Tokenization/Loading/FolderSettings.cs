using System.Text.Json;
using ServerlessNlp.Tokenization.AddedTokens;

namespace ServerlessNlp.Tokenization.Loading;

/// <summary>What the files beside a vocabulary say: tokenizer_config.json, special_tokens_map.json and added_tokens.json.</summary>
internal sealed class FolderSettings(string directory)
{
    private readonly JsonElement? _config = Json(directory, "tokenizer_config.json");
    private readonly JsonElement? _special = Json(directory, "special_tokens_map.json");

    /// <summary>Case and accents.</summary>
    public VocabularyOptions Options
    {
        get
        {
            var byDefault = new VocabularyOptions();
            return new VocabularyOptions
            {
                Lowercase = Flag("do_lower_case") ?? byDefault.Lowercase,
                StripAccents = Flag("strip_accents"),
                HandleChinese = Flag("tokenize_chinese_chars") ?? byDefault.HandleChinese,
                KeepAccents = Flag("keep_accents") ?? byDefault.KeepAccents,
            };
        }
    }

    /// <summary>The tokens of added_tokens_decoder alone.</summary>
    public List<AddedToken> DecoderTokens => _config is { } config ? AddedTokenFiles.ReadDecoder(config) : [];

    /// <summary>All tokens that are added to a vocabulary; added_tokens_decoder goes before added_tokens.json.</summary>
    public List<AddedToken> AddedTokens
    {
        get
        {
            var tokens = DecoderTokens;
            if (Json(directory, "added_tokens.json") is { } list)
                tokens.AddRange(AddedTokenFiles.ReadList(list, SpecialTokens()).Where(token => !tokens.Exists(known => known.Id == token.Id || known.Content == token.Content)));
            return [.. tokens.OrderBy(token => token.Id)];
        }
    }

    public bool? Flag(string name) =>
        Find(_config, name) is { ValueKind: JsonValueKind.True or JsonValueKind.False } value ? value.GetBoolean() : null;

    /// <summary>The text of a special token such as cls_token, which is there as text or as an object with its content.</summary>
    public string Token(string name, string byDefault) => Content(Find(_special, name)) ?? Content(Find(_config, name)) ?? byDefault;

    private HashSet<string> SpecialTokens()
    {
        var tokens = new HashSet<string>(StringComparer.Ordinal);
        foreach (var source in new[] { _config, _special })
        {
            if (source is not { ValueKind: JsonValueKind.Object } settings)
                continue;
            foreach (var entry in settings.EnumerateObject().Where(entry => entry.Name.EndsWith("_token", StringComparison.Ordinal)))
                tokens.Add(Content(entry.Value) ?? "");
            if (Find(source, "additional_special_tokens") is { ValueKind: JsonValueKind.Array } more)
                tokens.UnionWith(more.EnumerateArray().Select(token => Content(token) ?? ""));
        }
        return tokens;
    }

    private static string? Content(JsonElement? value) => value switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        { ValueKind: JsonValueKind.Object } token => Content(Find(token, "content")),
        _ => null,
    };

    private static JsonElement? Find(JsonElement? json, string name) =>
        json is { ValueKind: JsonValueKind.Object } settings && settings.TryGetProperty(name, out var value) ? value : null;

    private static JsonElement? Json(string directory, string file)
    {
        if (TokenizerFolder.ReadIfThere(directory, file) is not { } bytes)
            return null;
        try
        {
            return JsonElement.Parse(bytes);
        }
        catch (JsonException exception)
        {
            throw new TokenizerException($"{file} is not valid JSON.", exception);
        }
    }
}
