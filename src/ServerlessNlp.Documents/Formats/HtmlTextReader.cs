using AngleSharp.Html;
using AngleSharp.Html.Parser;
using AngleSharp.Html.Parser.Tokens;
using AngleSharp.Text;

namespace ServerlessNlp.Documents.Formats;

/// <summary>
/// Reads the visible text of HTML from its tokens. No tree is built: building one takes time and memory beyond any bound for
/// a page that is made to hurt (formatting elements that are opened again in every paragraph), and text needs none.
/// </summary>
internal sealed class HtmlTextReader(ExtractedText text)
{
    // The element whose content is being passed over, and how many of its name are open.
    private string? _unread;
    private int _unreadDepth;
    private int _preformatted;
    private bool _isXml;

    public void Read(string html)
    {
        _isXml = html.AsSpan().TrimStart().StartsWith("<?xml");
        using var source = new TextSource(html);
        using var tokenizer = new HtmlTokenizer(source, HtmlEntityProvider.Resolver)
        {
            SkipComments = true,
            DisableElementPositionTracking = true,
            // Others are not even kept: a tag may have millions.
            ShouldEmitAttribute = (ref _, name) => name.Span is "hidden" or "style",
        };
        for (var token = tokenizer.Get(); token.Type != HtmlTokenType.EndOfFile; token = tokenizer.Get())
        {
            text.CancellationToken.ThrowIfCancellationRequested();
            if (token.Type == HtmlTokenType.Character && _unread is null)
                Characters(token.Data);
            else if (token.Type == HtmlTokenType.StartTag)
                tokenizer.State = Start((HtmlTagToken)token);
            else if (token.Type == HtmlTokenType.EndTag)
                End(token.Name);
        }
    }

    private void Characters(string data)
    {
        if (_preformatted > 0)
            text.Write(data);
        else
            text.WriteCollapsed(data);
    }

    private HtmlParseMode Start(HtmlTagToken tag)
    {
        var name = tag.Name;
        if (_unread is not null && !Ends(name))
            return Within(tag);
        if (_isXml && tag.IsSelfClosing && HtmlElements.Unread.Contains(name))
            return HtmlParseMode.PCData;
        if (HtmlElements.Unread.Contains(name) || IsHidden(tag))
        {
            (_unread, _unreadDepth) = (name, 1);
            return HtmlElements.Modes.GetValueOrDefault(name, HtmlParseMode.PCData);
        }
        if (HtmlElements.Blocks.Contains(name))
            text.Break(TextBreak.Paragraph);
        else if (name is "td" or "th")
            text.Break(TextBreak.Cell);
        else if (name == "br")
            text.Break(TextBreak.Line);
        if (name is "pre" or "listing" or "xmp")
            _preformatted++;
        return HtmlElements.Modes.GetValueOrDefault(name, HtmlParseMode.PCData);
    }

    private HtmlParseMode Within(HtmlTagToken tag)
    {
        if (tag.Name == _unread && !tag.IsSelfClosing)
            _unreadDepth++;
        // Pictures and formulas have elements of the same names that hold markup.
        return _unread is "svg" or "math" || tag.IsSelfClosing ? HtmlParseMode.PCData : HtmlElements.Modes.GetValueOrDefault(tag.Name, HtmlParseMode.PCData);
    }

    // A paragraph's end tag may be left out: the next one ends it. The body is never part of what stands in the head.
    private bool Ends(string name)
    {
        if (name != "body" && !(name == "p" && _unread == "p"))
            return false;
        _unread = null;
        return true;
    }

    private void End(string name)
    {
        if (_unread is not null)
        {
            if (name == _unread && --_unreadDepth == 0)
                _unread = null;
            return;
        }
        if (HtmlElements.Blocks.Contains(name))
            text.Break(TextBreak.Paragraph);
        if (name is "pre" or "listing" or "xmp" && _preformatted > 0)
            _preformatted--;
    }

    // Pages that hide all of themselves show it by script.
    private static bool IsHidden(HtmlTagToken tag) =>
        tag.Name is not ("html" or "body") && !HtmlElements.Void.Contains(tag.Name) && tag.Attributes.Any(attribute => attribute.Name == "hidden" || HidesByStyle(attribute));

    private static bool HidesByStyle(HtmlAttributeToken attribute) =>
        attribute.Name == "style" && attribute.Value.Replace(" ", "").Contains("display:none", StringComparison.OrdinalIgnoreCase);
}
