using System.Runtime.InteropServices;
using System.Security.Cryptography;
using ServerlessNlp.Tests.Tokenization.Oracle;
using ServerlessNlp.Tokenization;

namespace ServerlessNlp.Tests.Tokenization.Globalization;

/// <summary>One number for all ids and offsets that the tokenizers of a folder give for generated texts.</summary>
internal static class EncodingDigest
{
    private const int TextsEach = 100;

    public static string Of(string folder)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new EncodingBuffer();
        foreach (var file in Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal))
        {
            var tokenizer = Tokenizer.FromJson(File.ReadAllBytes(file));
            hash.AppendData(tokenizer.ToJson());
            var inputs = Corpus.Sentences.Select(text => (Text: text, Pair: (string?)null, AddSpecialTokens: true)).Concat(new TextGenerator(1).Inputs(TextsEach));
            foreach (var (text, pair, special) in inputs)
            {
                tokenizer.Encode(text, pair, pair is not null, buffer, new EncodeOptions { NoSpecialTokens = !special });
                hash.AppendData(MemoryMarshal.AsBytes(buffer.Ids));
                hash.AppendData(MemoryMarshal.AsBytes(buffer.Offsets));
            }
        }
        return Convert.ToHexString(hash.GetHashAndReset());
    }
}
