using ServerlessNlp.Tokenization.Models;

namespace ServerlessNlp.Tokenization.Loading;

/// <summary>Finds the ids of the pieces that merges name.</summary>
internal static class MergeTableReader
{
    /// <exception cref="TokenizerException">A merge names or makes a piece that the vocabulary lacks.</exception>
    public static MergeTable Resolve(List<(byte[] Left, byte[] Right)> merges, Vocabulary vocabulary, BpeOptions options)
    {
        var prefixLength = System.Text.Encoding.UTF8.GetByteCount(options.ContinuingSubwordPrefix ?? "");
        var resolved = new (int, int, int)[merges.Count];
        Span<byte> merged = new byte[Vocabulary.LongestPiece];
        for (var rank = 0; rank < merges.Count; rank++)
        {
            var (left, right) = merges[rank];
            var (leftId, rightId, newId) = (vocabulary.Find(left), vocabulary.Find(right), -1);
            if (right.Length >= prefixLength && left.Length + right.Length - prefixLength <= merged.Length)
            {
                left.CopyTo(merged);
                right.AsSpan(prefixLength).CopyTo(merged[left.Length..]);
                newId = vocabulary.Find(merged[..(left.Length + right.Length - prefixLength)]);
            }
            if (leftId < 0 || rightId < 0 || newId < 0)
                throw new TokenizerException($"Merge {rank} names or makes a piece that the vocabulary lacks.");
            resolved[rank] = (leftId, rightId, newId);
        }
        return new MergeTable(resolved);
    }
}
