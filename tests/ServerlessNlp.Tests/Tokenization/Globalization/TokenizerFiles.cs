using ServerlessNlp.Tests.Tokenization.Kinds;

namespace ServerlessNlp.Tests.Tokenization.Globalization;

/// <summary>All kinds of tokenizers in a folder, and the digest of what they give in this process.</summary>
public sealed class TokenizerFiles : IDisposable
{
    public TokenizerFiles()
    {
        foreach (var (name, make) in TokenizerKinds.All)
            File.WriteAllBytes(Path.Combine(Folder, name + ".json"), make());
        Digest = EncodingDigest.Of(Folder);
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("tokenizers").FullName;

    public string Digest { get; }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
