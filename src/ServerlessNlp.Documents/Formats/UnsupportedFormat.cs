namespace ServerlessNlp.Documents.Formats;

/// <summary>A format that is known and not read.</summary>
/// <param name="what">What the document is, as in "The document is …".</param>
/// <param name="advice">What to do instead.</param>
internal sealed class UnsupportedFormat(string what, string advice) : IDocumentFormat
{
    public string Name => "unsupported";

    public NlpException Refusal => new(ErrorCode.UnsupportedFormat, $"The document is {what}, which is not read. {advice}");

    public string? Extract(DocumentContent content, ExtractedText text) => throw Refusal;
}
