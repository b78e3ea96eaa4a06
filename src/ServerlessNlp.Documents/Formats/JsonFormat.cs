using System.Text.Json;
using ServerlessNlp.Documents.Charsets;

namespace ServerlessNlp.Documents.Formats;

/// <summary>A JSON object whose string <c>text</c> is the document. Its other properties are not read.</summary>
internal sealed class JsonFormat : IDocumentFormat
{
    private const string Advice = "A JSON document is an object with a string \"text\"; several documents, or one a line, are submitted as a batch job.";

    private static readonly JsonDocumentOptions Options = new() { AllowDuplicateProperties = false };

    public string Name => "json";

    public string? Extract(DocumentContent content, ExtractedText text)
    {
        var (decoded, charset) = CharsetDetector.Decode(content.Bytes.Span, declared: null);
        try
        {
            using var json = JsonDocument.Parse(decoded, Options);
            if (json.RootElement.ValueKind != JsonValueKind.Object || !json.RootElement.TryGetProperty("text", out var value) || value.ValueKind != JsonValueKind.String)
                throw new NlpException(ErrorCode.UnsupportedFormat, Advice);
            text.Write(value.GetString());
            return charset;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: an escaped half of a surrogate pair.
            throw new NlpException(ErrorCode.UnreadableDocument, $"The document is not valid JSON. {Advice}", innerException: exception);
        }
    }
}
