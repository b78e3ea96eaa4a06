using System.Buffers;
using System.Net;
using System.Text;

namespace ServerlessNlp.Documents.Formats.Markdown;

/// <summary>
/// Takes the marks of emphasis, links, pictures and code out of a paragraph of Markdown, in one pass. What is HTML in it stays HTML.
/// </summary>
internal sealed class MarkdownInlines
{
    // Longer targets of links are not looked for, so that brackets without end cost little.
    private const int MaxTarget = 2000;

    // Stands for a mark that turned out to be one, until all are taken out at the end: no text has this character.
    private const char Removed = '\uFFFF';

    private static readonly SearchValues<char> Marks = SearchValues.Create($"\\`*_~![]<\n{Removed}");

    private readonly string _source;
    private readonly StringBuilder _html = new();
    private readonly Stack<int> _brackets = new();
    private readonly Dictionary<(char Mark, int Length), Stack<int>> _openers = [];
    private readonly CodeSpans _code;
    private int _at;

    private MarkdownInlines(string source)
    {
        _source = source;
        _code = new CodeSpans(source);
    }

    public static string ToHtml(string paragraph)
    {
        if (!paragraph.AsSpan().ContainsAny(Marks))
            return paragraph;
        var inlines = new MarkdownInlines(paragraph);
        while (inlines._at < paragraph.Length)
            inlines.Next();
        return inlines._html.Replace($"{Removed}", "").ToString();
    }

    private void Next()
    {
        switch (_source[_at])
        {
            case '\\' when _at + 1 < _source.Length && (char.IsAsciiLetterOrDigit(_source[_at + 1]) || _source[_at + 1] is ' ') is false:
                Escaped();
                break;
            case '`':
                Code();
                break;
            case '*' or '_' or '~':
                Emphasis();
                break;
            case '!' when _source.AsSpan(_at).StartsWith("!["):
                _html.Append('!');
                _at++;
                break;
            case '[':
                OpenBracket();
                break;
            case ']':
                CloseBracket();
                break;
            case '<':
                Angle();
                break;
            case '\n' when _source.AsSpan(0, _at).EndsWith("  "):
                Append("<br>", 1);
                break;
            default:
                Append(_source.AsSpan(_at, 1), 1);
                break;
        }
    }

    private void Escaped()
    {
        if (_source[_at + 1] == '\n')
            Append("<br>", 2);
        else
            Append(WebUtility.HtmlEncode(_source.Substring(_at + 1, 1)), 2);
    }

    private void Code()
    {
        var run = RunLength();
        if (_code.Close(_at, run) is { } end)
            Append(WebUtility.HtmlEncode(_source[(_at + run)..end]), end + run - _at);
        else
            Append(_source.AsSpan(_at, run), run);
    }

    // A run of marks is taken out together with the one of the same length that it closes (CommonMark, section 6.2, simplified).
    private void Emphasis()
    {
        var (mark, run) = (_source[_at], RunLength());
        var (before, after) = (_at > 0 ? _source[_at - 1] : ' ', _at + run < _source.Length ? _source[_at + run] : ' ');
        var isWithinWord = mark == '_' && char.IsLetterOrDigit(before) && char.IsLetterOrDigit(after);
        var canClose = !char.IsWhiteSpace(before) && !isWithinWord;
        var canOpen = !char.IsWhiteSpace(after) && !isWithinWord && (mark != '~' || run == 2);
        if (!_openers.TryGetValue((mark, run), out var openers))
            _openers[(mark, run)] = openers = new Stack<int>();
        if (canClose && openers.TryPop(out var opener))
        {
            for (var i = 0; i < run; i++)
                _html[opener + i] = Removed;
            _at += run;
            return;
        }
        if (canOpen)
            openers.Push(_html.Length);
        Append(_source.AsSpan(_at, run), run);
    }

    private void OpenBracket()
    {
        if (_source.AsSpan(_at).StartsWith("[^") && _source.AsSpan(_at, Math.Min(100, _source.Length - _at)).IndexOf(']') is > 2 and var end)
        {
            _at += end + 1; // the sign of a footnote
            return;
        }
        _brackets.Push(_html.Length);
        Append("[", 1);
    }

    private void CloseBracket()
    {
        var target = TargetLength(_source.AsSpan(_at + 1, Math.Min(MaxTarget, _source.Length - _at - 1)));
        if (!_brackets.TryPop(out var open) || target == 0)
        {
            Append("]", 1);
            return;
        }
        _html[open] = Removed;
        if (open > 0 && _html[open - 1] == '!')
            _html[open - 1] = Removed;
        _at += 1 + target;
    }

    // "(target)" or "[reference]".
    private static int TargetLength(ReadOnlySpan<char> rest)
    {
        if (rest.StartsWith("["))
            return rest.IndexOf(']') + 1;
        if (!rest.StartsWith("("))
            return 0;
        var depth = 0;
        for (var i = 0; i < rest.Length; i++)
        {
            depth += rest[i] switch { '(' => 1, ')' => -1, _ => 0 };
            if (depth == 0)
                return i + 1;
        }
        return 0;
    }

    // An address in angle brackets is text; anything else with them is HTML.
    private void Angle()
    {
        var rest = _source.AsSpan(_at, Math.Min(MaxTarget, _source.Length - _at));
        var end = rest.IndexOfAny('>', ' ', '\n');
        var isAddress = end > 0 && rest[end] == '>' && rest[1] != '/' && rest[..end].IndexOfAny(':', '@') > 1 && !rest[..end].Contains('=');
        if (isAddress)
            Append(WebUtility.HtmlEncode(rest[1..end].ToString()), end + 1);
        else
            Append("<", 1);
    }

    private int RunLength()
    {
        var end = _source.AsSpan(_at).IndexOfAnyExcept(_source[_at]);
        return end < 0 ? _source.Length - _at : end;
    }

    private void Append(ReadOnlySpan<char> html, int length)
    {
        _html.Append(html);
        _at += length;
    }
}
