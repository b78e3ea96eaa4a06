namespace ServerlessNlp.Service.Documents;

/// <summary>A document that was read from storage.</summary>
/// <param name="Container">The container.</param>
/// <param name="Blob">The blob's name.</param>
/// <param name="ETag">The version that was read, without quotation marks.</param>
/// <param name="LastModified">When that version was written.</param>
/// <param name="Sha256">The digest of its bytes, hexadecimal.</param>
/// <param name="Text">Its text.</param>
/// <param name="Format">The format it was read in.</param>
/// <param name="Charset">The charset it was read in; null where the format has none of its own.</param>
public sealed record StoredDocument(
    string Container, string Blob, string ETag, DateTimeOffset LastModified, string Sha256, string Text, string Format = "text", string? Charset = null);
