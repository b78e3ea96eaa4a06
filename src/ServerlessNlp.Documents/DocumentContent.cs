namespace ServerlessNlp.Documents;

/// <summary>A document as it came: its bytes, and what is said about them.</summary>
/// <param name="Bytes">The bytes.</param>
/// <param name="Name">Its file or blob name; only its extension is looked at.</param>
/// <param name="ContentType">Its media type, with or without parameters.</param>
public sealed record DocumentContent(ReadOnlyMemory<byte> Bytes, string? Name = null, string? ContentType = null);
