namespace ServerlessNlp.Summarization;

/// <summary>What stands behind a stop and belongs to the sentence before it: the sign of a citation or a note (<c>.[1]</c>, <c>.²</c>), an emoji.</summary>
internal static class Trailer
{
    /// <summary>Where what belongs to the stop ends.</summary>
    internal static int End(string text, int stop, int end)
    {
        var at = stop;
        while (Next(text, at, end) is var next && next > at)
            at = next;
        return at;
    }

    private static int Next(string text, int start, int end)
    {
        var at = start;
        while (at < end && IsSuperscript(text[at]))
            at++;
        at = Citation(text, at, end);
        if (at > start)
            return at;
        // Emoji may stand apart, but not before the word that they belong to.
        while (at < end && text[at] is ' ' or '\u00A0')
            at++;
        var emoji = at;
        while (at < end && IsEmoji(text, at))
            at++;
        return at > emoji && (at == end || char.IsWhiteSpace(text[at])) ? at : start;
    }

    // "[1]", "[2, 3]", "[4–6]", "[a]".
    private static int Citation(string text, int start, int end)
    {
        if (start >= end || text[start] != '[')
            return start;
        var at = start + 1;
        while (at < end && at - start < 20 && (char.IsAsciiDigit(text[at]) || text[at] is ',' or ' ' or '-' or '–'))
            at++;
        if (at == start + 1 && at < end && char.IsAsciiLetter(text[at]))
            at++;
        return at > start + 1 && at < end && text[at] == ']' ? at + 1 : start;
    }

    private static bool IsSuperscript(char c) => c is '¹' or '²' or '³' or '⁰' or (>= '⁴' and <= '⁹') or '†' or '‡';

    // Pairs of the blocks of emoji (U+1F000 to U+1FAFF), with what joins and varies them.
    private static bool IsEmoji(string text, int at) =>
        text[at] is (>= '\uD83C' and <= '\uD83E') or '\u2764' or '\u263A' or '\uFE0F' or '\u200D' || (char.IsLowSurrogate(text[at]) && at > 0 && text[at - 1] is >= '\uD83C' and <= '\uD83E');
}
