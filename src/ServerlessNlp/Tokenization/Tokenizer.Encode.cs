namespace ServerlessNlp.Tokenization;

public sealed partial class Tokenizer
{
    /// <summary>Encodes a text or a pair. A lone surrogate counts as U+FFFD.</summary>
    public Encoding Encode(string text, string? pair = null, bool addSpecialTokens = true) =>
        Encode(text, pair, new EncodeOptions { NoSpecialTokens = !addSpecialTokens });

    /// <summary>Encodes a text or a pair.</summary>
    /// <exception cref="ArgumentException">The options leave no room, or the sequence that may be cut is too short.</exception>
    public Encoding Encode(string text, string? pair, in EncodeOptions options)
    {
        var buffer = new EncodingBuffer();
        Encode(text, pair, pair is not null, buffer, options);
        return new Encoding(buffer, (0, text.Length));
    }

    /// <summary>Encodes a text, or a pair if <paramref name="isPair"/>, into a buffer that the caller keeps.</summary>
    /// <exception cref="ArgumentException">The options leave no room, or the sequence that may be cut is too short.</exception>
    public void Encode(ReadOnlySpan<char> text, ReadOnlySpan<char> pair, bool isPair, EncodingBuffer buffer, in EncodeOptions options = default)
    {
        var truncation = TruncationFor(options);
        _encoder.Encode(text, buffer.First, buffer);
        truncation?.StopEarly(buffer.First, isSecond: false);
        if (isPair)
        {
            _encoder.Encode(pair, buffer.Second, buffer);
            truncation?.StopEarly(buffer.Second, isSecond: true);
        }
        var processor = _parts.PostProcessor;
        truncation?.Apply(buffer.First, isPair ? buffer.Second : null, options.NoSpecialTokens ? 0 : processor.AddedTokens(isPair));
        processor.Trim(text, buffer.First);
        if (isPair)
            processor.Trim(pair, buffer.Second);
        buffer.Compose(processor.Pieces(isPair), !options.NoSpecialTokens);
        if (_parts.Padding is { } padding && !options.IgnoreFileSettings)
            buffer.Pad(padding);
    }

    private Truncation? TruncationFor(in EncodeOptions options)
    {
        if (options.MaxLength is { } maxLength)
            return new Truncation(maxLength, options.Strategy, options.Direction, Stride: 0);
        return options.IgnoreFileSettings ? null : _parts.Truncation;
    }
}

/// <summary>How to encode; the default is what the tokenizer's file says.</summary>
public readonly record struct EncodeOptions
{
    /// <summary>The most tokens, special ones included; null: what the file says, which mostly is no limit.</summary>
    public int? MaxLength { get; init; }

    /// <summary>Which sequence is cut, if <see cref="MaxLength"/> is set.</summary>
    public TruncationStrategy Strategy { get; init; }

    /// <summary>At which end, if <see cref="MaxLength"/> is set.</summary>
    public TruncationDirection Direction { get; init; }

    /// <summary>Leaves special tokens out.</summary>
    public bool NoSpecialTokens { get; init; }

    /// <summary>Truncation and padding settings of the file don't count.</summary>
    public bool IgnoreFileSettings { get; init; }
}
