namespace ServerlessNlp.Tokenization.Unicode;

/// <summary>The classes of UAX #29 that grapheme clusters need here; the values are those of unicode.bin.</summary>
internal enum GraphemeBreak : byte
{
    Other = 0,
    Control = 1,
    /// <summary>SpacingMark, and marks that don't take part in Indic conjuncts.</summary>
    Attaching = 2,
    Prepend = 3,
    HangulL = 4,
    HangulV = 5,
    HangulT = 6,
    HangulLV = 7,
    HangulLvt = 8,
    Pictograph = 9,
    Consonant = 10,
    Linker = 11,
    /// <summary>Extend that keeps an Indic conjunct open.</summary>
    Extend = 12,
    ZeroWidthJoiner = 13,
}
