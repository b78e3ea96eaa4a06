using ServerlessNlp.Summarization;

namespace ServerlessNlp.Tasks.Summarization;

/// <summary>Puts chosen sentences into the form of an answer, whoever chose them.</summary>
internal static class SummaryWriter
{
    /// <param name="document">The document.</param>
    /// <param name="chosen">Its best sentences, best first.</param>
    /// <param name="options">Their order, and the unit of offsets.</param>
    /// <param name="windows">In how many windows the document was read.</param>
    internal static SummarizeAnswer Write(TaskDocument document, IReadOnlyList<RankedSentence> chosen, SummarizeOptions options, int windows)
    {
        var index = new StringIndex(document.Text, options.StringIndexType);
        var ordered = options.SortBy == SortBy.Rank ? chosen : [.. chosen.OrderBy(sentence => sentence.Span.Offset)];
        return new SummarizeAnswer
        {
            Id = document.Id,
            Sentences = [.. ordered.Select(sentence => ToAnswer(document.Text, index, sentence))],
            Coverage = new Coverage(index.Length, windows),
        };
    }

    private static SummarySentence ToAnswer(string text, StringIndex index, RankedSentence sentence)
    {
        var (offset, length) = index.Convert(sentence.Span);
        return new SummarySentence(sentence.Span.Of(text).ToString(), offset, length, (float)sentence.Rank);
    }
}
