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
        var decoded = CharsetDetector.Decode(content.Bytes.Span, MediaType.Parse(content.ContentType)?.Charset);
        try
        {
            using var json = JsonDocument.Parse(text.Take(decoded), Options);
            if (json.RootElement.ValueKind != JsonValueKind.Object || !json.RootElement.TryGetProperty("text", out var value) || value.ValueKind != JsonValueKind.String)
                throw new NlpException(ErrorCode.UnsupportedFormat, Advice);
            var (words, isDamaged) = JsonText.Of(value);
            if (isDamaged)
                text.Warn(DocumentWarningCodes.DamagedText, "Its text has half of a surrogate pair, which reads as U+FFFD.");
            text.Write(words);
            return decoded.Charset;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: half of a surrogate pair in a name.
            throw new NlpException(ErrorCode.UnreadableDocument, $"The document is not valid JSON. {Advice}", innerException: exception);
        }
    }
}
