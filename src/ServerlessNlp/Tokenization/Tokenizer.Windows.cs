namespace ServerlessNlp.Tokenization;

public sealed partial class Tokenizer
{
    /// <summary>
    /// Encodes a long sequence as windows that overlap by <paramref name="stride"/> tokens; with a pair, the other sequence
    /// stands whole in each. Every character of the windowed sequence is covered by at least one window.
    /// </summary>
    /// <param name="text">The first sequence.</param>
    /// <param name="pair">The second, if any.</param>
    /// <param name="maxLength">The most tokens of a window, special ones and the other sequence included.</param>
    /// <param name="stride">How many tokens a window shares with the one before it.</param>
    /// <param name="side">Which sequence is long.</param>
    /// <exception cref="ArgumentException">No more tokens than the stride have room in a window.</exception>
    public IReadOnlyList<Encoding> EncodeWindows(string text, string? pair, int maxLength, int stride, WindowedSide side = WindowedSide.Text)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(stride);
        if (side == WindowedSide.Pair && pair is null)
            throw new ArgumentException("The pair is to be cut into windows, but there is none.", nameof(pair));
        var buffer = new EncodingBuffer();
        var (all, other) = (new TokenList(), new TokenList());
        var windowed = side == WindowedSide.Text ? text : pair!;
        EncodeTrimmed(windowed, all, buffer);
        if (pair is not null)
            EncodeTrimmed(side == WindowedSide.Text ? pair : text, other, buffer);
        var room = maxLength - _parts.PostProcessor.AddedTokens(pair is not null) - other.Count;
        if (room <= stride)
            throw new ArgumentException($"Windows of {maxLength} tokens have room for {Math.Max(room, 0)} tokens of the sequence, which must be more than the stride of {stride}.", nameof(stride));

        var windows = new List<Encoding>();
        var (part, whole) = side == WindowedSide.Text ? (buffer.First, buffer.Second) : (buffer.Second, buffer.First);
        whole.Set(other, 0, other.Count);
        var to = 0;
        for (var from = 0; from == 0 || to < all.Count; from += room - stride)
        {
            to = Math.Min(all.Count, from + room);
            part.Set(all, from, to);
            buffer.Compose(_parts.PostProcessor.Pieces(pair is not null), addSpecialTokens: true);
            windows.Add(new Encoding(buffer, CoveredBy(all, from, to, windowed.Length)));
        }
        return windows;
    }

    private void EncodeTrimmed(string text, TokenList tokens, EncodingBuffer buffer)
    {
        _encoder.Encode(text, tokens, buffer);
        _parts.PostProcessor.Trim(text, tokens);
    }

    /// <summary>From the window's first token to the first that it lacks: what lies between tokens belongs to one window at least.</summary>
    private static (int Start, int End) CoveredBy(TokenList tokens, int from, int to, int textLength) =>
        (from == 0 ? 0 : tokens.Offsets[from].Start, to == tokens.Count ? textLength : Math.Max(tokens.Offsets[to].Start, tokens.Offsets[to - 1].End));
}

/// <summary>Which sequence of a pair is cut into windows; the other stands whole in each.</summary>
public enum WindowedSide
{
    /// <summary>The first sequence.</summary>
    Text,
    /// <summary>The second sequence.</summary>
    Pair,
}
