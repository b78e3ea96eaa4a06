using ServerlessNlp.Tokenization.Models;

namespace ServerlessNlp.Tokenization.Loading;

/// <summary>Gathers pieces and their ids, in any order, and checks that they make a vocabulary.</summary>
/// <param name="jsonLength">How long the vocabulary is in the file, which tells about how much room it takes.</param>
internal sealed class VocabularyBuilder(int jsonLength)
{
    private const int JsonPerByte = 2, JsonPerPiece = 12;

    private byte[] _bytes = new byte[jsonLength / JsonPerByte + 64];
    private (int From, int Length, int Id)[] _pieces = new (int, int, int)[jsonLength / JsonPerPiece + 16];
    private int _used;

    public int Count { get; private set; }

    /// <summary>Room for a piece of at most so many bytes; <see cref="Add"/> takes what was written there.</summary>
    public Span<byte> Reserve(int length)
    {
        if (_bytes.Length - _used < length)
            Array.Resize(ref _bytes, Math.Max(_used + length, _bytes.Length * 2));
        return _bytes.AsSpan(_used, length);
    }

    public void Add(int length, int id)
    {
        if (Count == _pieces.Length)
            Array.Resize(ref _pieces, Count * 2);
        _pieces[Count++] = (_used, length, id);
        _used += length;
    }

    /// <param name="allowDoubles">Whether a text may have several ids; the last counts then.</param>
    /// <exception cref="TokenizerException">Ids are doubled or missing, or texts are doubled.</exception>
    public Vocabulary Build(bool allowDoubles)
    {
        var (bytes, ends) = InOrder() ? TakeInOrder() : TakeSorted();
        return new Vocabulary(bytes, ends, allowDoubles);
    }

    private bool InOrder()
    {
        for (var i = 0; i < Count; i++)
        {
            if (_pieces[i].Id != i)
                return false;
        }
        return true;
    }

    private (byte[] Bytes, int[] Ends) TakeInOrder()
    {
        var ends = new int[Count];
        for (var i = 0; i < Count; i++)
            ends[i] = _pieces[i].From + _pieces[i].Length;
        return (_bytes, ends);
    }

    private (byte[] Bytes, int[] Ends) TakeSorted()
    {
        var byId = new int[Count];
        byId.AsSpan().Fill(-1);
        for (var i = 0; i < Count; i++)
        {
            var id = _pieces[i].Id;
            if (id < 0 || id >= Count)
                throw new TokenizerException($"The vocabulary has holes: {Count} pieces, but an id of {id}.");
            if (byId[id] >= 0)
                throw new TokenizerException($"The vocabulary has the id {id} twice.");
            byId[id] = i;
        }
        var bytes = new byte[_used];
        var ends = new int[Count];
        var used = 0;
        for (var id = 0; id < Count; id++)
        {
            var (from, length, _) = _pieces[byId[id]];
            _bytes.AsSpan(from, length).CopyTo(bytes.AsSpan(used));
            ends[id] = used += length;
        }
        return (bytes, ends);
    }
}
