using System.Text.Json;
using ServerlessNlp.Tokenization.AddedTokens;
using ServerlessNlp.Tokenization.Decoding;
using ServerlessNlp.Tokenization.Models;
using ServerlessNlp.Tokenization.Normalization;
using ServerlessNlp.Tokenization.PostProcessing;
using ServerlessNlp.Tokenization.PreTokenization;

namespace ServerlessNlp.Tokenization.Loading;

/// <summary>Reads a tokenizer.json, the format of Hugging Face's tokenizers.</summary>
internal static class TokenizerJsonReader
{
    /// <exception cref="TokenizerException">The file cannot be used; the message names the component and says why.</exception>
    public static TokenizerParts Read(ReadOnlySpan<byte> json)
    {
        try
        {
            return ReadParts(json);
        }
        catch (JsonException exception)
        {
            throw new TokenizerException($"The tokenizer is not valid JSON at line {exception.LineNumber + 1}.", exception);
        }
        catch (InvalidOperationException exception)
        {
            throw new TokenizerException("The tokenizer holds a text that is not valid Unicode.", exception);
        }
    }

    private static TokenizerParts ReadParts(ReadOnlySpan<byte> json)
    {
        if (!System.Text.Unicode.Utf8.IsValid(json))
            throw new TokenizerException("The tokenizer is not valid UTF-8.");
        var reader = new Utf8JsonReader(json);
        var fields = new Dictionary<string, JsonElement>();
        TokenModel? model = null;
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            throw new TokenizerException("The tokenizer is not a JSON object.");
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var name = reader.GetString()!;
            reader.Read();
            if (name == "model")
                model = model is null ? ModelReader.Read(ref reader, json) : throw new TokenizerException("The tokenizer has two models.");
            else
                fields[name] = JsonElement.ParseValue(ref reader);
        }
        if (reader.Read())
            throw new TokenizerException("The tokenizer is followed by something else.");
        return Assemble(fields, model ?? throw new TokenizerException("The tokenizer has no model."));
    }

    private static TokenizerParts Assemble(Dictionary<string, JsonElement> fields, TokenModel model)
    {
        if (Field(fields, "version") is { } version && version.AsString("version") != "1.0")
            throw new TokenizerException("The tokenizer is of an unknown version.");
        Normalizer? normalizer = Field(fields, "normalizer") is { } n ? NormalizerReader.Read(n) : null;
        PreTokenizer? preTokenizer = Field(fields, "pre_tokenizer") is { } p ? PreTokenizerReader.Read(p) : null;
        var postProcessor = Field(fields, "post_processor") is { } q ? PostProcessorReader.Read(q) : PostProcessor.None;
        var tokens = Field(fields, "added_tokens") is { } added ? ReadAddedTokens(added) : [];
        var truncation = Field(fields, "truncation") is { } t ? ReadTruncation(t, postProcessor) : null;
        var padding = Field(fields, "padding") is { } d ? ReadPadding(d) : null;
        Decoder? decoder = Field(fields, "decoder") is { } c ? DecoderReader.Read(c) : null;
        return new TokenizerParts(normalizer, preTokenizer, model,
            new AddedVocabulary(tokens, model.Vocabulary, normalizer), postProcessor, decoder, truncation, padding);
    }

    private static JsonElement? Field(Dictionary<string, JsonElement> fields, string name) =>
        fields.TryGetValue(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private static List<AddedToken> ReadAddedTokens(JsonElement tokens)
    {
        if (tokens.ValueKind != JsonValueKind.Array)
            throw new TokenizerException("The added_tokens are not a list.");
        return [.. tokens.EnumerateArray().Select(token => new AddedToken(token.String("content"), token.Count("id"))
        {
            SingleWord = token.Bool("single_word"),
            LeftStrip = token.Bool("lstrip"),
            RightStrip = token.Bool("rstrip"),
            Normalized = token.Bool("normalized"),
            Special = token.Bool("special"),
        })];
    }

    private static Truncation ReadTruncation(JsonElement settings, PostProcessor processor)
    {
        var strategy = settings.String("strategy") switch
        {
            "LongestFirst" => TruncationStrategy.LongestFirst,
            "OnlyFirst" => TruncationStrategy.OnlyFirst,
            "OnlySecond" => TruncationStrategy.OnlySecond,
            var name => throw new TokenizerException($"The truncation strategy {name} is not supported."),
        };
        var truncation = new Truncation(settings.Count("max_length"), strategy, ReadDirection(settings), settings.Count("stride"));
        if (truncation.MaxLength < processor.AddedTokens(isPair: false))
            throw new TokenizerException("The truncation's max_length has no room for the special tokens.");
        return truncation;
    }

    private static TruncationDirection ReadDirection(JsonElement settings)
    {
        var name = settings.TryGetProperty("direction", out var direction) ? direction.AsString("direction") : "Right";
        return name switch
        {
            "Right" => TruncationDirection.Right,
            "Left" => TruncationDirection.Left,
            _ => throw new TokenizerException($"The direction {name} is not supported."),
        };
    }

    private static Padding ReadPadding(JsonElement settings)
    {
        var strategy = settings.Required("strategy");
        int? fixedLength = strategy.ValueKind == JsonValueKind.Object ? strategy.Count("Fixed") : null;
        if (fixedLength is null && strategy.AsString("strategy") != "BatchLongest")
            throw new TokenizerException("The padding strategy is not supported.");
        int? multiple = settings.TryGetProperty("pad_to_multiple_of", out var value) && value.ValueKind != JsonValueKind.Null ? value.AsCount("pad_to_multiple_of") : null;
        return new Padding(fixedLength, multiple, ReadDirection(settings), settings.Count("pad_id"), settings.Count("pad_type_id"), settings.String("pad_token"));
    }
}
