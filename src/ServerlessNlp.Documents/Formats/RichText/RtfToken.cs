namespace ServerlessNlp.Documents.Formats.RichText;

/// <summary>What RTF is made of.</summary>
internal enum RtfTokenKind
{
    /// <summary>There is no more.</summary>
    End,

    /// <summary>A group begins.</summary>
    Open,

    /// <summary>A group ends.</summary>
    Close,

    /// <summary>A control word, perhaps with a number.</summary>
    Word,

    /// <summary>A control that is no letter.</summary>
    Symbol,

    /// <summary>A byte of text, as it is or in hexadecimal digits.</summary>
    Character,
}

/// <summary>A piece of RTF.</summary>
internal readonly record struct RtfToken(RtfTokenKind Kind, string Word = "", int? Number = null);
