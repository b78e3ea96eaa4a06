namespace ServerlessNlp.Documents;

/// <summary>The codes of the warnings that reading a document gives.</summary>
public static class DocumentWarningCodes
{
    /// <summary>No charset was declared that fits: the one that was read is a guess.</summary>
    public const string CharsetGuessed = nameof(CharsetGuessed);

    /// <summary>Some bytes are no text in the document's charset: U+FFFD stands for them.</summary>
    public const string DamagedText = nameof(DamagedText);

    /// <summary>A part of the document can't be read, and is not in the text.</summary>
    public const string PartNotRead = nameof(PartNotRead);
}
