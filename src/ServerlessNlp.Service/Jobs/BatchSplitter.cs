using System.Runtime.CompilerServices;
using ServerlessNlp.Service.Messages;

namespace ServerlessNlp.Service.Jobs;

/// <summary>
/// Divides a batch at ends of lines into work items of about as many tokens each: enough that the storage calls around an
/// item cost little beside its inference, few enough that a crash costs little work.
/// </summary>
internal static class BatchSplitter
{
    /// <summary>The tokens of a work item.</summary>
    public const int TokensPerItem = 32 * 1024;

    // English prose in UTF-8, and the JSON around it, has about four bytes a token.
    private const int BytesPerToken = 4;

    // A short document still has its special tokens.
    private const int TokensPerDocument = 4;

    private const int MaxItems = 100_000;

    /// <summary>The ranges that a batch divides into, in order. They cover every line that is not blank.</summary>
    /// <param name="stream">The batch.</param>
    /// <param name="length">Its bytes.</param>
    /// <param name="maxLineBytes">What is longer is a document with an error, and not held in memory.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async IAsyncEnumerable<LineRange> SplitAsync(Stream stream, long length, int maxLineBytes, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var maxTokens = Math.Max(TokensPerItem, length / BytesPerToken / MaxItems);
        var range = new LineRange(0, 0, 1, 0);
        var number = 1;
        await foreach (var line in LineReader.ReadAsync(stream, maxLineBytes, cancellationToken))
        {
            range = range with { Length = range.Length + line.Length, Documents = range.Documents + (line.IsBlank ? 0 : 1) };
            number++;
            if (range.Length / BytesPerToken + (long)range.Documents * TokensPerDocument < maxTokens)
                continue;
            if (range.Documents > 0)
                yield return range;
            range = new LineRange(range.Offset + range.Length, 0, number, 0);
        }
        if (range.Documents > 0)
            yield return range;
    }
}
