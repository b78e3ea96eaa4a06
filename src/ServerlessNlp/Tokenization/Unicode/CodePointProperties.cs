namespace ServerlessNlp.Tokenization.Unicode;

/// <summary>What Hugging Face's tokenizers hold a code point to be; the bits are those of unicode.bin.</summary>
[Flags]
internal enum CodePointProperties : ushort
{
    None = 0,
    /// <summary>Dropped by BertNormalizer's clean_text: NUL, U+FFFD, control, format and private use.</summary>
    BertRemoved = 1 << 0,
    WhiteSpace = 1 << 1,
    Punctuation = 1 << 2,
    /// <summary>In the CJK ranges that BertNormalizer puts spaces around.</summary>
    BertChinese = 1 << 3,
    NonspacingMark = 1 << 4,
    CombiningMark = 1 << 5,
    Numeric = 1 << 6,
    /// <summary>\w of Rust's regex crate, which Whitespace and single_word use.</summary>
    RustWord = 1 << 7,
    /// <summary>\p{L}, \p{N}, \s, \d and \w of Oniguruma, which the patterns of a tokenizer.json use.</summary>
    Letter = 1 << 8,
    Number = 1 << 9,
    Space = 1 << 10,
    Digit = 1 << 11,
    Word = 1 << 12,
    /// <summary>\w in brackets, which for Oniguruma has ², ³, ¹ and ¼ to ¾ too.</summary>
    BracketWord = 1 << 13,
}
