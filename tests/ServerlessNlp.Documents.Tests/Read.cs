using System.Text;

namespace ServerlessNlp.Documents.Tests;

/// <summary>Short forms of what every test of documents does.</summary>
internal static class Read
{
    public const int MaxCharacters = 125_000;

    public static DocumentText Bytes(byte[] bytes, string? name = null, string? contentType = null, int maxCharacters = MaxCharacters) =>
        DocumentExtractor.Extract(new DocumentContent(bytes, name, contentType), maxCharacters, CancellationToken.None);

    public static string Text(string content, string? name = null, string? contentType = null) =>
        Bytes(Encoding.UTF8.GetBytes(content), name, contentType).Text;

    public static NlpException Refused(byte[] bytes, string? name = null, string? contentType = null) =>
        Assert.Throws<NlpException>(() => Bytes(bytes, name, contentType));

    public static NlpException Refused(string content, string? name = null, string? contentType = null) =>
        Refused(Encoding.UTF8.GetBytes(content), name, contentType);
}
