namespace ServerlessNlp.Tokenization;

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
