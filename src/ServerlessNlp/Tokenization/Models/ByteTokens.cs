namespace ServerlessNlp.Tokenization.Models;

/// <summary>The tokens &lt;0x00&gt; to &lt;0xFF&gt; of a vocabulary, which stand for single bytes where a model falls back to them.</summary>
internal sealed class ByteTokens(Vocabulary vocabulary)
{
    private readonly int[] _ids = [.. Enumerable.Range(0, 256).Select(value => vocabulary.Find($"<0x{value:X2}>"))];

    /// <summary>The token of a byte that <see cref="HasAll"/> found.</summary>
    public int this[byte value] => _ids[value];

    /// <summary>Whether the vocabulary has every one of these bytes.</summary>
    public bool HasAll(ReadOnlySpan<byte> bytes)
    {
        foreach (var value in bytes)
        {
            if (_ids[value] < 0)
                return false;
        }
        return true;
    }
}
