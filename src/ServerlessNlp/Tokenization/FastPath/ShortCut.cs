using System.Runtime.CompilerServices;

namespace ServerlessNlp.Tokenization.FastPath;

/// <summary>
/// The way from ASCII text to tokens without the pipeline's intermediate texts, with the same result. What isn't plain
/// ASCII goes through the pipeline, from the white space before it to white space that plain ASCII surrounds, where nothing
/// can reach across. Immutable.
/// </summary>
internal abstract class ShortCut(AsciiProfile profile)
{
    protected AsciiKind[] Kinds { get; } = profile.Kinds;

    protected byte[] Mapped { get; } = profile.Mapped;

    /// <summary>Adds the tokens of a part of the text; <paramref name="pipeline"/> takes what isn't plain.</summary>
    public void Encode(ReadOnlySpan<char> text, int from, int to, TokenList tokens, EncodingBuffer buffer, SequenceEncoder pipeline)
    {
        for (var at = from; at < to;)
        {
            var spaces = at;
            while (at < to && KindOf(text[at]) == AsciiKind.Space)
                at++;
            if (at == to)
            {
                EndInSpaces(text, spaces, to, tokens, buffer, pipeline);
                return;
            }
            var start = at;
            var isPlain = true;
            var kind = KindOf(text[at]);
            while (kind < AsciiKind.Space)
            {
                var previous = kind;
                kind = ++at < to ? KindOf(text[at]) : AsciiKind.Space;
                isPlain &= previous != AsciiKind.Pairing || kind != AsciiKind.Pairing;
            }
            if (kind == AsciiKind.Space && isPlain && TryAdd(text[start..at], start, spaces, tokens, buffer))
                continue;
            at = EndOfOther(text, at, to);
            pipeline.EncodePart(text, spaces, at, tokens, buffer);
            if (spaces != from || !buffer.Normalized.IsMisplaced)
                continue;
            // The one case in which the beginning of a text reaches to its end.
            tokens.Clear();
            pipeline.EncodePart(text, from, to, tokens, buffer);
            return;
        }
    }

    /// <summary>Adds the tokens of characters without white space; false if they need the pipeline.</summary>
    /// <param name="chunk">Plain ASCII.</param>
    /// <param name="start">Where it begins in the text.</param>
    /// <param name="spaces">Where the white space before it begins.</param>
    /// <param name="tokens">Gets the tokens, or is left as it was.</param>
    /// <param name="buffer">Room to work in.</param>
    protected abstract bool TryAdd(ReadOnlySpan<char> chunk, int start, int spaces, TokenList tokens, EncodingBuffer buffer);

    /// <summary>Adds what white space at the end makes, which mostly is nothing.</summary>
    protected abstract void EndInSpaces(ReadOnlySpan<char> text, int spaces, int to, TokenList tokens, EncodingBuffer buffer, SequenceEncoder pipeline);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private AsciiKind KindOf(char c) => c < 128 ? Kinds[c] : AsciiKind.Other;

    /// <summary>The first white space between plain characters, or the end.</summary>
    private int EndOfOther(ReadOnlySpan<char> text, int at, int to)
    {
        for (; at < to; at++)
        {
            if (KindOf(text[at]) != AsciiKind.Space || KindOf(text[at - 1]) >= AsciiKind.Space)
                continue;
            var after = at;
            while (after < to && KindOf(text[after]) == AsciiKind.Space)
                after++;
            if (after < to && KindOf(text[after]) != AsciiKind.Other)
                return at;
            at = after - 1;
        }
        return to;
    }
}
