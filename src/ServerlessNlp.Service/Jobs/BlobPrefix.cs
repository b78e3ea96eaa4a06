namespace ServerlessNlp.Service.Jobs;

/// <summary>The blobs of a container whose names begin with a prefix.</summary>
/// <param name="Container">The container.</param>
/// <param name="Prefix">How the names begin; may be empty.</param>
public sealed record BlobPrefix(string Container, string Prefix);
