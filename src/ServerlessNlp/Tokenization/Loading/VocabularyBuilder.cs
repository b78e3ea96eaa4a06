using ServerlessNlp.Tokenization.Models;

namespace ServerlessNlp.Tokenization.Loading;

/// <summary>Gathers pieces and their ids, in any order, and checks that they make a vocabulary.</summary>
/// <param name="jsonLength">How long the vocabulary is in the file, which tells about how much room it takes.</param>
internal sealed class VocabularyBuilder(int jsonLength)
{
    private const int JsonPerByte = 2, JsonPerPiece = 14, JsonPerScore = 28;

    private readonly int _jsonLength = jsonLength;
    private byte[] _bytes = GC.AllocateUninitializedArray<byte>(jsonLength / JsonPerByte + 64);
    private int[] _starts = NewStarts(jsonLength / JsonPerPiece + 16);
    private int[]? _ids; // null while they count up from 0
    private double[] _scores = [];

    public int Count { get; private set; }

    public bool HasScores => _scores.Length > 0;

    /// <summary>Room for a piece of at most so many bytes; <see cref="Add(int, int)"/> takes what was written there.</summary>
    public Span<byte> Reserve(int length)
    {
        var used = _starts[Count];
        if (_bytes.Length - used < length)
            Array.Resize(ref _bytes, Math.Max(used + length, _bytes.Length * 2));
        return _bytes.AsSpan(used, length);
    }

    public void Add(int length, int id)
    {
        if (id != Count || _ids is not null)
            SetId(id);
        if (Count + 1 == _starts.Length)
            Array.Resize(ref _starts, _starts.Length * 2);
        _starts[Count + 1] = _starts[Count] + length;
        Count++;
    }

    /// <summary>Adds a piece with the next id.</summary>
    public void Add(int length, double score)
    {
        if (_scores.Length == 0)
            _scores = GC.AllocateUninitializedArray<double>(_jsonLength / JsonPerScore + 16);
        if (Count == _scores.Length)
            Array.Resize(ref _scores, Count * 2);
        _scores[Count] = score;
        Add(length, Count);
    }

    /// <summary>The scores of the pieces added with one.</summary>
    public double[] TakeScores()
    {
        Array.Resize(ref _scores, Count);
        return _scores;
    }

    /// <param name="allowDoubles">Whether a text may have several ids; the last counts then.</param>
    /// <exception cref="TokenizerException">Ids are doubled or missing, or texts are doubled.</exception>
    public Vocabulary Build(bool allowDoubles)
    {
        Array.Resize(ref _starts, Count + 1);
        var (bytes, starts) = _ids is null ? (_bytes, _starts) : TakeSorted(_ids);
        return new Vocabulary(bytes, starts, allowDoubles);
    }

    private static int[] NewStarts(int size)
    {
        var starts = GC.AllocateUninitializedArray<int>(size);
        starts[0] = 0;
        return starts;
    }

    private void SetId(int id)
    {
        _ids ??= [.. Enumerable.Range(0, Count)];
        if (Count >= _ids.Length)
            Array.Resize(ref _ids, Math.Max(_starts.Length, Count * 2));
        _ids[Count] = id;
    }

    private (byte[] Bytes, int[] Starts) TakeSorted(int[] ids)
    {
        var byId = new int[Count];
        byId.AsSpan().Fill(-1);
        for (var i = 0; i < Count; i++)
        {
            var id = ids[i];
            if (id < 0 || id >= Count)
                throw new TokenizerException($"The vocabulary has holes: {Count} pieces, but an id of {id}.");
            if (byId[id] >= 0)
                throw new TokenizerException($"The vocabulary has the id {id} twice.");
            byId[id] = i;
        }
        var bytes = new byte[_starts[Count]];
        var starts = new int[Count + 1];
        for (var id = 0; id < Count; id++)
        {
            var piece = _bytes.AsSpan(_starts[byId[id]].._starts[byId[id] + 1]);
            piece.CopyTo(bytes.AsSpan(starts[id]));
            starts[id + 1] = starts[id] + piece.Length;
        }
        return (bytes, starts);
    }
}
