using System.Text.Json;
using ServerlessNlp.Tokenization.Normalization;

namespace ServerlessNlp.Tokenization.Loading;

/// <summary>Reads the normaliser of a tokenizer.json.</summary>
internal static class NormalizerReader
{
    /// <exception cref="TokenizerException">The component is unknown or lacks something.</exception>
    public static Normalizer Read(JsonElement component)
    {
        var type = JsonFields.TypeOf(component, "normalizer");
        return type switch
        {
            "BertNormalizer" => ReadBert(component),
            "NFC" => new UnicodeForm(compatible: false, compose: true),
            "NFD" => new UnicodeForm(compatible: false, compose: false),
            "NFKC" => new UnicodeForm(compatible: true, compose: true),
            "NFKD" => new UnicodeForm(compatible: true, compose: false),
            "Lowercase" => new Lowercase(),
            "StripAccents" => new StripAccents(),
            "Strip" => new Strip(component.Bool("strip_left"), component.Bool("strip_right")),
            "Replace" => new Replace(PatternReader.Read(component.Required("pattern")), component.String("content")),
            "Prepend" => new Prepend(component.String("prepend")),
            "Nmt" => new Nmt(),
            "ByteLevel" => new ByteLevelNormalizer(),
            "Precompiled" => ReadPrecompiled(component),
            "Sequence" => new NormalizerSequence([.. component.Array("normalizers").Select(Read)]),
            _ => throw new TokenizerException($"The normalizer {type} is not supported."),
        };
    }

    private static BertNormalizer ReadBert(JsonElement component)
    {
        var lowercase = component.Bool("lowercase");
        return new BertNormalizer(component.Bool("clean_text"), component.Bool("handle_chinese_chars"),
            component.Bool("strip_accents", fallback: lowercase), lowercase);
    }

    private static Precompiled ReadPrecompiled(JsonElement component)
    {
        var value = component.Required("precompiled_charsmap");
        if (value.ValueKind != JsonValueKind.String || !value.TryGetBytesFromBase64(out var charsmap))
            throw new TokenizerException("The normalizer Precompiled has no character map in base64.");
        return new Precompiled(charsmap);
    }
}
