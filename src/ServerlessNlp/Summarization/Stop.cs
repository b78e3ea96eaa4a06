namespace ServerlessNlp.Summarization;

/// <summary>A run of stops with the quotes and brackets that close after it: <c>.</c>, <c>?!</c>, <c>…”</c>, <c>.)</c>.</summary>
/// <param name="Start">Where the first stop is.</param>
/// <param name="MarksEnd">Where the stops end.</param>
/// <param name="End">Where what closes after them ends.</param>
internal readonly record struct Stop(int Start, int MarksEnd, int End)
{
    internal static Stop At(string text, int start, TextSpan line)
    {
        var marks = start;
        while (marks < line.End && SentenceMarks.IsTerminator(text[marks]))
            marks++;
        var end = marks;
        while (end < line.End && (SentenceMarks.IsCloser(text[end]) || SentenceMarks.IsTerminator(text[end])))
            end++;
        return new Stop(start, marks, Trailer.End(text, end, line.End));
    }

    /// <param name="text">The text.</param>
    /// <param name="line">The line that it lies in.</param>
    /// <param name="sentence">Where the sentence starts that it may end.</param>
    internal bool EndsSentence(string text, TextSpan line, int sentence)
    {
        var next = End;
        while (next < line.End && char.IsWhiteSpace(text[next]))
            next++;
        if (next == line.End)
            return true;
        if (SentenceMarks.IsUnspacedTerminator(text[MarksEnd - 1]))
            return !GoesOnUnspaced(text, next);

        var opening = next;
        while (opening < line.End && SentenceMarks.IsOpener(text[opening]))
            opening++;
        var following = text[opening < line.End ? opening : next];

        if (!CanStart(following))
            return false;
        if (IsEllipsis(text))
            return next > End && char.IsUpper(following);
        if (text[Start] != '.' || MarksEnd - Start > 1)
            return next > End && !IsInName(text, line, next);
        return next > End ? !FullStop.BelongsToWord(text, Start, line, sentence, opening, isClosed: End > MarksEnd) : IsMissingSpace(text, line);
    }

    /// <summary>A quoted sentence that goes on with a particle, as in 「行こう。」と言った, and a number in wide digits, as in ３．１４.</summary>
    private bool GoesOnUnspaced(string text, int next) =>
        next == End && (End > MarksEnd ? text[next] is 'と' or 'っ' : text[MarksEnd - 1] == '．' && char.IsDigit(text[next]));

    private bool IsEllipsis(string text) => text[Start] == '…' || (MarksEnd - Start > 1 && text[Start] == '.' && text[Start + 1] == '.');

    /// <summary>"Yahoo! Inc.", "E! News".</summary>
    private bool IsInName(string text, TextSpan line, int next)
    {
        if (text[Start] != '!' || End - Start > 1)
            return false;
        var following = FullStop.WordAt(text, next, line);
        return Abbreviations.IsLegalForm(following)
            || (FullStop.WordBefore(text, Start, line) is [>= 'A' and <= 'Z'] && !Abbreviations.IsSentenceStarter(following));
    }

    // What starts in lower case or with such a mark goes on: "Really?" he asked.
    private static bool CanStart(char c) => !char.IsLower(c) && c is not (',' or ';' or ':' or '-' or '–' or '—' or '&' or '/' or '=') && !SentenceMarks.IsTerminator(c);

    /// <summary>"It fell to $11bn.The firm": a space was lost, as in text taken from web pages. Only before words that start a sentence and hardly anything else.</summary>
    private bool IsMissingSpace(string text, TextSpan line)
    {
        if (Start - 2 < line.Offset || !char.IsLower(text[Start - 1]) || !char.IsLetterOrDigit(text[Start - 2]))
            return false;
        var end = End;
        while (end < line.End && end - End <= Abbreviations.MaxLength && char.IsLetter(text[end]))
            end++;
        return end < line.End && text[end] == ' ' && Abbreviations.IsSentenceStarter(text.AsSpan(End, end - End));
    }
}
