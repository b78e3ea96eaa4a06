namespace ServerlessNlp.Summarization;

/// <summary>
/// Divides text into sentences by rules: full stops that end no abbreviation, initial or number, with the quotes and
/// brackets that close after them; the stops of other scripts; paragraphs, headings and list items.
/// Works on English and on scripts with stops of their own; takes time linear in the text; thread-safe.
/// </summary>
public static class SentenceSegmenter
{
    /// <summary>
    /// Returns the sentences in order. None overlaps another, none starts or ends with white space,
    /// and every character that is not white space lies in one.
    /// </summary>
    public static IReadOnlyList<TextSpan> Segment(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var sentences = new List<TextSpan>();
        foreach (var line in LogicalLines.Of(text))
            SegmentLine(text, line, sentences);
        return sentences;
    }

    private static void SegmentLine(string text, TextSpan line, List<TextSpan> sentences)
    {
        var start = line.Offset;
        for (var i = line.Offset; i < line.End;)
        {
            if (!SentenceMarks.IsTerminator(text[i]))
            {
                i++;
                continue;
            }
            var stop = Stop.At(text, i, line);
            if (stop.EndsSentence(text, line, start))
            {
                Add(text, start, stop.End, sentences);
                start = stop.End;
            }
            i = stop.End;
        }
        Add(text, start, line.End, sentences);
    }

    private static void Add(string text, int start, int end, List<TextSpan> sentences)
    {
        var sentence = TextSpan.Between(start, end).Trim(text);
        if (sentence.Length > 0)
            sentences.Add(sentence);
    }
}
