using System.Buffers;

namespace ServerlessNlp.Summarization;

/// <summary>The characters that end, close and open sentences (after Unicode's Sentence_Terminal and quotation properties).</summary>
internal static class SentenceMarks
{
    // Stops that are told from other uses of the same character by the space after them.
    private const string Spaced = ".!?…\u061F\u06D4\u061D\u0589\u037E\u203C\u203D\u2047\u2048\u2049\u0700\u0701\u0702\u07F9\uA4FF";

    // Stops that end a sentence with nothing after them: Chinese and Japanese, Devanagari, Burmese, Khmer, Ethiopic, Mongolian.
    private const string Unspaced = "。！？．｡\u0964\u0965\u104B\u17D4\u17D5\u1362\u1367\u1368\u1803\u1809";

    private static readonly SearchValues<char> Terminators = SearchValues.Create(Spaced + Unspaced);
    private static readonly SearchValues<char> Closers = SearchValues.Create("\"'\u2019\u201D\u203A\u00BB)]}\u300D\u300F\u3011\u3009\u300B\u3015\uFF09\uFF3D\uFF63\uFF02");
    private static readonly SearchValues<char> Openers = SearchValues.Create("\"'\u2018\u201C\u2039\u00AB([{\u300C\u300E\u3010\u3008\u300A\u3014\uFF08\uFF3B\uFF62\u00BF\u00A1\u201E\u201A");

    internal static bool IsTerminator(char c) => Terminators.Contains(c);

    internal static bool IsUnspacedTerminator(char c) => Unspaced.Contains(c);

    internal static bool IsCloser(char c) => Closers.Contains(c);

    internal static bool IsOpener(char c) => Openers.Contains(c);
}
