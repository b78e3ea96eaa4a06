using System.Text;
using System.Text.Json;
using ServerlessNlp.Tokenization.PreTokenization;
using ServerlessNlp.Tokenization.Unicode;

namespace ServerlessNlp.Tokenization.Loading;

/// <summary>Reads the pre-tokeniser of a tokenizer.json.</summary>
internal static class PreTokenizerReader
{
    /// <exception cref="TokenizerException">The component is unknown or lacks something.</exception>
    public static PreTokenizer Read(JsonElement component)
    {
        var type = JsonFields.TypeOf(component, "pre_tokenizer");
        return type switch
        {
            "BertPreTokenizer" => new BertPreTokenizer(),
            "Whitespace" => new DelimiterPreTokenizer(new WhitespaceSegmenter(), SplitBehavior.Removed),
            "WhitespaceSplit" => new DelimiterPreTokenizer(new PropertySegmenter(CodePointProperties.WhiteSpace), SplitBehavior.Removed),
            "Punctuation" => new DelimiterPreTokenizer(new PropertySegmenter(CodePointProperties.Punctuation), ReadBehavior(component, SplitBehavior.Isolated)),
            "Digits" => new DelimiterPreTokenizer(new PropertySegmenter(CodePointProperties.Numeric), component.Bool("individual_digits") ? SplitBehavior.Isolated : SplitBehavior.Contiguous),
            "CharDelimiterSplit" or "Delimiter" => new DelimiterPreTokenizer(new CodePointSegmenter(ReadCharacter(component, "delimiter").Value), SplitBehavior.Removed),
            "FixedLength" => new DelimiterPreTokenizer(new FixedLengthSegmenter(ReadLength(component)), SplitBehavior.Isolated),
            "Split" => new DelimiterPreTokenizer(new PatternSegmenter(PatternReader.Read(component.Required("pattern")), component.Bool("invert")), ReadBehavior(component, null)),
            "Metaspace" => ReadMetaspace(component),
            "ByteLevel" => new ByteLevel(component.Bool("add_prefix_space"), component.Bool("use_regex", fallback: true)),
            "Sequence" => new PreTokenizerSequence([.. component.Array("pretokenizers").Select(Read)]),
            _ => throw new TokenizerException($"The pre_tokenizer {type} is not supported."),
        };
    }

    private static SplitBehavior ReadBehavior(JsonElement component, SplitBehavior? fallback)
    {
        if (fallback is { } behavior && !component.TryGetProperty("behavior", out _))
            return behavior;
        var name = component.String("behavior");
        return name switch
        {
            "Removed" => SplitBehavior.Removed,
            "Isolated" => SplitBehavior.Isolated,
            "MergedWithPrevious" => SplitBehavior.MergedWithPrevious,
            "MergedWithNext" => SplitBehavior.MergedWithNext,
            "Contiguous" => SplitBehavior.Contiguous,
            _ => throw new TokenizerException($"The split behavior {name} is not supported."),
        };
    }

    internal static Metaspace ReadMetaspace(JsonElement component)
    {
        var scheme = PrependScheme.Always;
        if (component.TryGetProperty("prepend_scheme", out var value))
        {
            var name = value.AsString("prepend_scheme");
            scheme = name switch
            {
                "always" => PrependScheme.Always,
                "first" => PrependScheme.First,
                "never" => PrependScheme.Never,
                _ => throw new TokenizerException($"The prepend_scheme {name} of Metaspace is not supported."),
            };
        }
        if (!component.Bool("add_prefix_space", fallback: true) && scheme != PrependScheme.Never)
            throw new TokenizerException("Metaspace's add_prefix_space does not match its prepend_scheme.");
        return new Metaspace(ReadCharacter(component, "replacement").Value, scheme, component.Bool("split", fallback: true));
    }

    private static int ReadLength(JsonElement component)
    {
        var length = component.TryGetProperty("length", out _) ? component.Count("length") : 5;
        return length > 0 ? length : throw new TokenizerException("FixedLength has a length of 0.");
    }

    internal static Rune ReadCharacter(JsonElement component, string name)
    {
        var text = component.String(name);
        return Rune.TryGetRuneAt(text.Length == 0 ? "\ud800" : text, 0, out var rune) && rune.Utf16SequenceLength == text.Length
            ? rune
            : throw new TokenizerException($"\"{name}\" is not one character.");
    }
}
