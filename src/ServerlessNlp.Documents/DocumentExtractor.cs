using ServerlessNlp.Documents.Formats;

namespace ServerlessNlp.Documents;

/// <summary>Gets the text out of a document of any format that is read (docs/documents.md). Thread-safe.</summary>
public static class DocumentExtractor
{
    /// <summary>Gets the text out of a document.</summary>
    /// <param name="content">The document.</param>
    /// <param name="maxCharacters">The longest text, in UTF-16 code units.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="NlpException">UnsupportedFormat, UnreadableDocument or DocumentTooLong.</exception>
    public static DocumentText Extract(DocumentContent content, int maxCharacters, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var format = FormatDetector.Detect(content);
        var text = new ExtractedText(maxCharacters, cancellationToken);
        var charset = format.Extract(content, text);
        return new DocumentText(text.ToString(), format.Name, charset, text.Warnings);
    }
}
