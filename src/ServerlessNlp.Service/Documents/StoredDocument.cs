using ServerlessNlp.Documents;

namespace ServerlessNlp.Service.Documents;

/// <summary>A document that was read from storage.</summary>
/// <param name="Container">The container.</param>
/// <param name="Blob">The blob's name.</param>
/// <param name="ETag">The version that was read, without quotation marks.</param>
/// <param name="LastModified">When that version was written.</param>
/// <param name="Sha256">The digest of its bytes, hexadecimal.</param>
/// <param name="Content">Its text, and how it was read.</param>
public sealed record StoredDocument(string Container, string Blob, string ETag, DateTimeOffset LastModified, string Sha256, DocumentText Content);
