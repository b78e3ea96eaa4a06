using System.Buffers;
using System.Text;
using AngleSharp.Html;

namespace ServerlessNlp.Documents.Formats.Markdown;

/// <summary>
/// Takes the marks of emphasis, links, pictures and code out of text (CommonMark 0.31, section 6), in time linear in its length.
/// What is HTML in it stays HTML; all else is text. Formulas between dollar signs stay as they are written.
/// </summary>
internal sealed partial class MarkdownInlines
{
    // More stand open in no paragraph that is short enough to be read.
    private const int MaxBrackets = 100_000;

    private static readonly SearchValues<char> Marks = SearchValues.Create("\\`*_~![]<&\n$");

    private readonly string _source;
    private readonly MarkdownNames _names;
    private readonly HtmlBuffer _html;
    private readonly Emphasis _emphasis;
    private readonly Stack<Bracket> _brackets = new();
    private CodeSpans? _code;
    private HtmlEnds? _ends;
    private int _at;

    // Links are not within links: brackets that were open before this one's end begin none.
    private int _inactive;

    private MarkdownInlines(string source, MarkdownNames names)
    {
        (_source, _names) = (source, names);
        _html = new HtmlBuffer(Math.Min(source.Length, 4096));
        _emphasis = new Emphasis(_html);
    }

    private readonly record struct Bracket(int Html, int Source, bool IsImage, int Place, bool HasBrackets);

    /// <summary>Writes a text as HTML, of at most so many characters.</summary>
    /// <returns>Whether it is all there.</returns>
    public static bool Write(string source, MarkdownNames names, StringBuilder html, int maxLength, CancellationToken cancellationToken)
    {
        var inlines = new MarkdownInlines(source, names);
        while (inlines._at < source.Length)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (inlines._html.Length > maxLength)
                return false;
            inlines.Next();
        }
        inlines._emphasis.Pair(-1);
        inlines._html.CopyTo(html);
        return true;
    }

    private char Peek(int offset) => _at + offset < _source.Length ? _source[_at + offset] : '\0';

    private void Next()
    {
        var plain = _source.AsSpan(_at).IndexOfAny(Marks) is var end and >= 0 ? end : _source.Length - _at;
        if (plain > 0)
        {
            Append(plain);
            return;
        }
        switch (_source[_at])
        {
            case '\\' when Peek(1) == '\n':
                Append("<br>", 2);
                break;
            case '\\' when LinkTarget.IsPunctuation(Peek(1)):
                _html.AppendText(_source.AsSpan(_at + 1, 1));
                _at += 2;
                break;
            case '`':
                Code();
                break;
            case '*' or '_' or '~':
                var run = RunLength();
                Append(run);
                _emphasis.Add(_source, _at - run, run);
                break;
            case '!' when Peek(1) == '[':
                Open(isImage: true, 2);
                break;
            case '[' when FootnoteLength() is > 0 and var footnote:
                _at += footnote;
                break;
            case '[':
                Open(isImage: false, 1);
                break;
            case ']':
                Close();
                break;
            case '<':
                Angle();
                break;
            case '&' when IsEntity():
                Append("&", 1);
                break;
            case '\n' when _source.AsSpan(0, _at).EndsWith("  "):
                Append("<br>", 1);
                break;
            case '$' when FormulaLength() is > 0 and var formula:
                Append(formula);
                break;
            default:
                Append(1);
                break;
        }
    }

    private void Code()
    {
        _code ??= new CodeSpans(_source);
        var run = RunLength();
        if (_code.Close(_at, run) is not { } end)
        {
            Append(run);
            return;
        }
        _html.AppendText(_source.AsSpan(_at + run, end - _at - run));
        _at = end + run;
    }

    private void Open(bool isImage, int length)
    {
        if (_brackets.Count < MaxBrackets)
            _brackets.Push(new Bracket(_html.Length, _at + length, isImage, _emphasis.Place, false));
        Append(length);
    }

    private void Close()
    {
        if (!_brackets.TryPop(out var open))
        {
            Append(1);
            return;
        }
        var isActive = open.IsImage || _brackets.Count >= _inactive;
        _inactive = Math.Min(_inactive, _brackets.Count);
        if (isActive && TargetLength(open) is > 0 and var target)
        {
            EndLink(open, target);
            return;
        }
        // What has brackets within is no name.
        if (_brackets.TryPop(out var outer))
            _brackets.Push(outer with { HasBrackets = true });
        Append(1);
    }

    private void EndLink(Bracket open, int target)
    {
        _html.Remove(open.Html, open.IsImage ? 2 : 1);
        _emphasis.Pair(open.Place);
        if (!open.IsImage)
            _inactive = _brackets.Count;
        if (_brackets.TryPop(out var outer))
            _brackets.Push(outer with { HasBrackets = true });
        _at += target;
    }

    // With the closing bracket; 0 where it is no link.
    private int TargetLength(Bracket open)
    {
        if (LinkTarget.InlineLength(_source, _at + 1) is > 0 and var inline)
            return 1 + inline;
        var text = _source.AsSpan(open.Source, _at - open.Source);
        var label = LinkTarget.LabelLength(_source, _at + 1);
        if (label > 2)
            return _names.HasLink(_source.AsSpan(_at + 2, label - 2)) ? 1 + label : 0;
        return !open.HasBrackets && _names.HasLink(text) ? 1 + label : 0;
    }

    // The sign of a footnote that there is.
    private int FootnoteLength()
    {
        if (Peek(1) != '^')
            return 0;
        var length = LinkTarget.LabelLength(_source, _at);
        return length > 3 && _names.HasFootnote(_source.AsSpan(_at + 2, length - 3)) ? length : 0;
    }

    private int RunLength()
    {
        var end = _source.AsSpan(_at).IndexOfAnyExcept(_source[_at]);
        return end < 0 ? _source.Length - _at : end;
    }

    private bool IsEntity()
    {
        var end = _source.AsSpan(_at, Math.Min(34, _source.Length - _at)).IndexOf(';');
        if (end < 2)
            return false;
        var name = _source.AsSpan(_at + 1, end - 1);
        if (name[0] != '#')
            return HtmlEntityProvider.Resolver.GetSymbol(_source.Substring(_at + 1, end)) is not null;
        var digits = name[1..];
        return digits is ['x' or 'X', _, ..] ? digits.Length <= 7 && !digits[1..].ContainsAnyExcept("0123456789abcdefABCDEF") : digits.Length is > 0 and <= 7 && !digits.ContainsAnyExceptInRange('0', '9');
    }

    // From a dollar sign to the next, where something of TeX stands between them.
    private int FormulaLength()
    {
        var fence = Peek(1) == '$' ? 2 : 1;
        var start = _at + fence;
        var end = start < _source.Length ? _source.IndexOf('$', start) : -1;
        if (end < 0 || end == start || char.IsWhiteSpace(_source[end - 1]) && fence == 1 || char.IsWhiteSpace(_source[start]) && fence == 1)
            return 0;
        var isClosed = fence == 1 ? end + 1 >= _source.Length || !char.IsAsciiDigit(_source[end + 1]) : end + 1 < _source.Length && _source[end + 1] == '$';
        return isClosed && _source.AsSpan(start, end - start).ContainsAny(@"\_^{") ? end + fence - _at : 0;
    }

    private void Append(int length)
    {
        _html.AppendText(_source.AsSpan(_at, length));
        _at += length;
    }

    private void Append(string html, int length)
    {
        _html.Append(html);
        _at += length;
    }
}
