namespace ServerlessNlp.Documents.Formats;

/// <summary>A format that documents come in. Stateless.</summary>
internal interface IDocumentFormat
{
    /// <summary>What results call it.</summary>
    string Name { get; }

    /// <summary>Writes a document's text.</summary>
    /// <returns>The charset of the document, or null where the format has none of its own.</returns>
    /// <exception cref="NlpException">It can't be read, or its text is too long.</exception>
    string? Extract(DocumentContent content, ExtractedText text);
}
