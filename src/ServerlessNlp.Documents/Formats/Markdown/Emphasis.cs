using System.Globalization;

namespace ServerlessNlp.Documents.Formats.Markdown;

/// <summary>
/// Runs of the marks of emphasis, and which of them belong together (CommonMark 0.31, section 6.2 and its appendix; GFM 0.29, section 6.5).
/// Their marks are taken out of the HTML.
/// </summary>
internal sealed class Emphasis(HtmlBuffer html)
{
    private const string Marks = "*_~";

    // More stand in no paragraph that is short enough to be read.
    private const int MaxRuns = 100_000;

    private readonly List<Run> _runs = [];
    private int _last = -1;

    private record struct Run(char Mark, int At, int Count, int Length, bool CanOpen, bool CanClose, int Previous, int Next);

    /// <summary>The runs that came after this place are those of a link's text.</summary>
    public int Place => _last;

    /// <summary>Adds a run that was written to the HTML.</summary>
    public void Add(string source, int start, int length)
    {
        var mark = source[start];
        var (before, after) = (Class(source, start - 1), Class(source, start + length));
        var opens = after != ' ' && (after != '.' || before is ' ' or '.');
        var closes = before != ' ' && (before != '.' || after is ' ' or '.');
        if (mark == '_')
            (opens, closes) = (opens && (!closes || before == '.'), closes && (!opens || after == '.'));
        // A product, not emphasis: 2*3*4.
        if (mark == '*' && start > 0 && start + length < source.Length && char.IsAsciiDigit(source[start - 1]) && char.IsAsciiDigit(source[start + length]))
            return;
        if (!(opens || closes) || (mark == '~' && length > 2) || _runs.Count == MaxRuns)
            return;
        _runs.Add(new Run(mark, html.Length - length, length, length, opens, closes, _last, -1));
        if (_last >= 0)
            _runs[_last] = _runs[_last] with { Next = _runs.Count - 1 };
        _last = _runs.Count - 1;
    }

    /// <summary>Pairs the runs after a place; none of them is open afterwards.</summary>
    public void Pair(int place)
    {
        // Where for a kind of closer no opener was found: it is not looked for again before there.
        Span<int> bottoms = stackalloc int[Marks.Length * 6];
        bottoms.Fill(place);
        for (var closer = First(place); closer >= 0;)
        {
            var run = _runs[closer];
            if (!run.CanClose)
            {
                closer = run.Next;
                continue;
            }
            ref var bottom = ref bottoms[Marks.IndexOf(run.Mark) * 6 + (run.CanOpen ? 3 : 0) + run.Length % 3];
            var opener = run.Previous;
            while (opener > bottom && !Match(_runs[opener], run))
                opener = _runs[opener].Previous;
            if (opener > bottom)
                closer = TakeOut(opener, closer);
            else
            {
                bottom = run.Previous;
                if (!run.CanOpen)
                    Unlink(closer);
                closer = run.Next;
            }
        }
        _last = place;
        if (place >= 0)
            _runs[place] = _runs[place] with { Next = -1 };
    }

    private int First(int place)
    {
        if (place >= 0)
            return _runs[place].Next;
        var first = _last;
        while (first >= 0 && _runs[first].Previous >= 0)
            first = _runs[first].Previous;
        return first;
    }

    private static bool Match(Run opener, Run closer)
    {
        if (opener.Mark != closer.Mark || !opener.CanOpen)
            return false;
        if (opener.Mark == '~')
            return opener.Count == closer.Count;
        return !(opener.CanClose || closer.CanOpen) || (opener.Length + closer.Length) % 3 != 0 || (opener.Length % 3 == 0 && closer.Length % 3 == 0);
    }

    // Returns the next closer to look at.
    private int TakeOut(int opener, int closer)
    {
        var (open, close) = (_runs[opener], _runs[closer]);
        var count = open.Mark == '~' ? open.Count : open.Count > 1 && close.Count > 1 ? 2 : 1;
        html.Remove(open.At + open.Count - count, count);
        html.Remove(close.At, count);
        _runs[opener] = open with { Count = open.Count - count, Next = closer };
        _runs[closer] = close with { At = close.At + count, Count = close.Count - count, Previous = opener };
        if (_runs[opener].Count == 0)
            Unlink(opener);
        if (_runs[closer].Count > 0)
            return closer;
        Unlink(closer);
        return close.Next;
    }

    private void Unlink(int run)
    {
        var (previous, next) = (_runs[run].Previous, _runs[run].Next);
        if (previous >= 0)
            _runs[previous] = _runs[previous] with { Next = next };
        if (next >= 0)
            _runs[next] = _runs[next] with { Previous = previous };
        else if (_last == run)
            _last = previous;
    }

    // ' ' for white space, '.' for punctuation, 'a' for anything else.
    private static char Class(string source, int at)
    {
        if (at < 0 || at >= source.Length || char.IsWhiteSpace(source[at]))
            return ' ';
        if (char.IsLowSurrogate(source[at]) && at > 0)
            at--;
        return CharUnicodeInfo.GetUnicodeCategory(source, at) is >= UnicodeCategory.ConnectorPunctuation and <= UnicodeCategory.OtherSymbol ? '.' : 'a';
    }
}
