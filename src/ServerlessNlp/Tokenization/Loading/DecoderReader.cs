using System.Text.Json;
using ServerlessNlp.Tokenization.Decoding;
using ServerlessNlp.Tokenization.Normalization;
using ServerlessNlp.Tokenization.PreTokenization;

namespace ServerlessNlp.Tokenization.Loading;

/// <summary>Reads the decoder of a tokenizer.json.</summary>
internal static class DecoderReader
{
    /// <exception cref="TokenizerException">The component is unknown or lacks something.</exception>
    public static Decoder Read(JsonElement component)
    {
        var type = JsonFields.TypeOf(component, "decoder");
        return type switch
        {
            "WordPiece" => new WordPieceDecoder(Text(component, "prefix", "##"), component.Bool("cleanup", fallback: true)),
            "ByteLevel" => new ByteLevelDecoder(),
            "Metaspace" => ReadMetaspace(component),
            "BPEDecoder" => new SuffixDecoder(Text(component, "suffix", "</w>")),
            "CTC" => new CtcDecoder(Text(component, "pad_token", "<pad>"), ReadDelimiter(component), component.Bool("cleanup", fallback: true)),
            "Replace" => new ReplaceDecoder(new Replace(PatternReader.Read(component.Required("pattern")), component.String("content"))),
            "Strip" => new StripDecoder(PreTokenizerReader.ReadCharacter(component, "content").ToString(), component.Count("start"), component.Count("stop")),
            "ByteFallback" => new ByteFallbackDecoder(),
            "Fuse" => new Fuse(),
            "Sequence" => new DecoderSequence([.. component.Array("decoders").Select(Read)]),
            _ => throw new TokenizerException($"The decoder {type} is not supported."),
        };
    }

    private static MetaspaceDecoder ReadMetaspace(JsonElement component)
    {
        var metaspace = PreTokenizerReader.ReadMetaspace(component);
        return new MetaspaceDecoder(new System.Text.Rune(metaspace.Mark).ToString(), metaspace.Scheme != PrependScheme.Never);
    }

    private static string ReadDelimiter(JsonElement component)
    {
        var delimiter = Text(component, "word_delimiter_token", "|");
        return delimiter.Length > 0 ? delimiter : throw new TokenizerException("The decoder CTC has no word_delimiter_token.");
    }

    private static string Text(JsonElement component, string name, string fallback) =>
        component.TryGetProperty(name, out var value) ? value.AsString(name) : fallback;
}
