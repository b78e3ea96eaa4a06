namespace ServerlessNlp.Documents;

/// <summary>The codes of the warnings that reading a document gives.</summary>
public static class DocumentWarningCodes
{
    /// <summary>No charset was declared that fits: the one that was read is a guess.</summary>
    public const string CharsetGuessed = nameof(CharsetGuessed);

    /// <summary>Some bytes are no text in the document's charset: U+FFFD stands for them.</summary>
    public const string DamagedText = nameof(DamagedText);

    /// <summary>A mail has attachments, which are not in the text.</summary>
    public const string AttachmentNotRead = nameof(AttachmentNotRead);

    /// <summary>A part of the document can't be read, and is not in the text.</summary>
    public const string PartNotRead = nameof(PartNotRead);

    /// <summary>Headers, footers and page numbers, which repeat from page to page, are not in the text.</summary>
    public const string RepeatedLines = nameof(RepeatedLines);

    /// <summary>Slides, sheets, rows, columns or words that are hidden are not in the text.</summary>
    public const string HiddenContent = nameof(HiddenContent);

    /// <summary>Pages that are pictures alone have no text that could be read.</summary>
    public const string PagesWithoutText = nameof(PagesWithoutText);

    /// <summary>Some glyphs are of no character that the document tells: U+FFFD stands for them.</summary>
    public const string UnknownGlyphs = nameof(UnknownGlyphs);
}
