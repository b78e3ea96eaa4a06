namespace ServerlessNlp.Tokenization;

/// <summary>A limit on the tokens of an encoding, as tokenizer.json has it.</summary>
internal sealed record Truncation(int MaxLength, TruncationStrategy Strategy, TruncationDirection Direction, int Stride)
{
    /// <summary>
    /// Hugging Face stops tokenising a sequence at the split with which it has enough; lengths that strategies
    /// compare are those.
    /// </summary>
    public void StopEarly(TokenList tokens, bool isSecond)
    {
        if ((Strategy == TruncationStrategy.OnlySecond && !isSecond) || tokens.Count <= MaxLength)
            return;
        if (Direction == TruncationDirection.Right)
        {
            var end = 0;
            while (end < tokens.Count && (end < MaxLength || end == 0 || tokens.ContinuesWord(end) || tokens.IsAdded(end - 1)))
                end++;
            tokens.Keep(0, end);
            return;
        }
        var start = tokens.Count;
        while (start > 0 && (tokens.Count - start < MaxLength || start == tokens.Count || tokens.ContinuesWord(start) || tokens.IsAdded(start)))
            start--;
        tokens.Keep(start, tokens.Count);
    }

    /// <summary>Cuts one or two sequences so that they and the special tokens stay within the limit.</summary>
    /// <exception cref="ArgumentException">The sequence that may be cut is too short for it.</exception>
    public void Apply(TokenList first, TokenList? second, int specialTokens)
    {
        var room = MaxLength - specialTokens;
        if (room < 0)
            throw new ArgumentException($"A maximum length of {MaxLength} has no room for the {specialTokens} special tokens.");
        var excess = first.Count + (second?.Count ?? 0) - room;
        if (excess <= 0)
            return;
        if (room == 0)
        {
            Cut(first, 0);
            Cut(second, 0);
        }
        else if (Strategy != TruncationStrategy.LongestFirst)
        {
            var target = Strategy == TruncationStrategy.OnlyFirst ? first
                : second ?? throw new ArgumentException("Only the second sequence may be cut, but there is none.");
            if (target.Count <= excess)
                throw new ArgumentException($"Cutting only one sequence does not bring the text down to {MaxLength} tokens.");
            Cut(target, target.Count - excess);
        }
        else if (second is null)
        {
            Cut(first, room);
        }
        else
        {
            CutLongest(first, second, room);
        }
    }

    private void CutLongest(TokenList first, TokenList second, int room)
    {
        var (shorter, longer) = first.Count > second.Count ? (second, first) : (first, second);
        var shortLength = shorter.Count;
        var longLength = shortLength > room ? shortLength : Math.Max(shortLength, room - shortLength);
        if (shortLength + longLength > room)
        {
            shortLength = room / 2;
            longLength = shortLength + room % 2;
        }
        Cut(shorter, shortLength);
        Cut(longer, longLength);
    }

    private void Cut(TokenList? tokens, int length)
    {
        if (tokens is null || tokens.Count <= length)
            return;
        if (Direction == TruncationDirection.Right)
            tokens.Keep(0, length);
        else
            tokens.Keep(tokens.Count - length, tokens.Count);
    }
}

/// <summary>Which sequence gives way when both together are too long.</summary>
public enum TruncationStrategy
{
    /// <summary>The longer one first, then both alike.</summary>
    LongestFirst,
    /// <summary>The text.</summary>
    OnlyFirst,
    /// <summary>Its pair.</summary>
    OnlySecond,
}

/// <summary>At which end a sequence is cut.</summary>
public enum TruncationDirection
{
    /// <summary>The end goes.</summary>
    Right,
    /// <summary>The beginning goes.</summary>
    Left,
}
