namespace ServerlessNlp.Tokenization.PreTokenization;

/// <summary>
/// A normalised text and the splits it falls into so far. A pre-tokeniser divides each split that isn't a token
/// (<see cref="Divide(Segmenter, SplitBehavior)"/>), or writes it anew (<see cref="Rewrite"/>).
/// </summary>
/// <remarks>Not thread-safe: it belongs to one encoding at a time, and keeps its arrays for the next.</remarks>
internal sealed class SplitText
{
    private Aligned[] _text = new Aligned[64], _nextText = new Aligned[64];
    private Split[] _splits = new Split[16], _nextSplits = new Split[16];
    private int _length, _nextLength, _count, _nextCount;

    public ReadOnlySpan<Split> Splits => _splits.AsSpan(0, _count);

    public ReadOnlySpan<Aligned> Text => _text.AsSpan(0, _length);

    public ReadOnlySpan<Aligned> this[Split split] => _text.AsSpan(split.From, split.To - split.From);

    public void Clear() => _length = _count = 0;

    /// <summary>Adds a part at the end; an empty one is left out.</summary>
    public void Add(ReadOnlySpan<Aligned> part, int tokenId = Split.NoToken)
    {
        if (part.IsEmpty)
            return;
        Grow(ref _text, _length, part.Length);
        part.CopyTo(_text.AsSpan(_length));
        Grow(ref _splits, _count, 1);
        _splits[_count++] = new Split(_length, _length += part.Length, tokenId);
    }

    /// <summary>Divides every split that isn't a token by a delimiter.</summary>
    public void Divide(Segmenter segmenter, SplitBehavior behavior)
    {
        _nextCount = 0;
        foreach (var split in Splits)
        {
            if (split.TokenId != Split.NoToken)
                AddNext(split);
            else
                Divide(split, segmenter, behavior);
        }
        (_splits, _nextSplits, _count) = (_nextSplits, _splits, _nextCount);
    }

    /// <summary>Writes every split that isn't a token anew.</summary>
    public void Rewrite(SplitRewriter rewriter)
    {
        _nextLength = _nextCount = 0;
        foreach (var split in Splits)
        {
            var from = _nextLength;
            if (split.TokenId != Split.NoToken)
                foreach (var item in this[split])
                    Write(item);
            else
                rewriter.Rewrite(this[split], this);
            AddNext(new Split(from, _nextLength, split.TokenId));
        }
        (_text, _nextText, _length) = (_nextText, _text, _nextLength);
        (_splits, _nextSplits, _count) = (_nextSplits, _splits, _nextCount);
    }

    /// <summary>Appends to the split that is being written.</summary>
    public void Write(Aligned item)
    {
        Grow(ref _nextText, _nextLength, 1);
        _nextText[_nextLength++] = item;
    }

    private void Divide(Split split, Segmenter segmenter, SplitBehavior behavior)
    {
        var piece = this[split];
        var pending = new Split(0, 0);
        var pendingIsMatch = false;
        for (var at = 0; at < piece.Length;)
        {
            var end = segmenter.Next(piece, at, out var isMatch);
            var segment = new Split(split.From + at, split.From + end);
            at = end;
            if (behavior == SplitBehavior.Isolated || (behavior == SplitBehavior.Removed && !isMatch))
            {
                AddNext(segment);
                continue;
            }
            if (behavior == SplitBehavior.Removed)
                continue;
            if (pending.To > pending.From && behavior.Merges(pendingIsMatch, isMatch))
            {
                pending = pending with { To = segment.To };
            }
            else
            {
                AddNext(pending);
                pending = segment;
            }
            pendingIsMatch = isMatch;
        }
        AddNext(pending);
    }

    private void AddNext(Split split)
    {
        if (split.To == split.From)
            return;
        Grow(ref _nextSplits, _nextCount, 1);
        _nextSplits[_nextCount++] = split;
    }

    private static void Grow<T>(ref T[] array, int used, int more)
    {
        if (array.Length - used < more)
            Array.Resize(ref array, Math.Max(used + more, array.Length * 2));
    }
}

/// <summary>A part of a normalised text: words for the model, or an added token that was found (then with its id).</summary>
internal readonly record struct Split(int From, int To, int TokenId = Split.NoToken)
{
    public const int NoToken = -1;
}

/// <summary>Writes a split anew, code point by code point, with <see cref="SplitText.Write"/>. Immutable.</summary>
internal abstract class SplitRewriter
{
    public abstract void Rewrite(ReadOnlySpan<Aligned> piece, SplitText target);
}
