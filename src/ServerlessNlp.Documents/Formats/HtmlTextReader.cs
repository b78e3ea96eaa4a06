using AngleSharp.Dom;
using ServerlessNlp.Documents.Formats.Html;

namespace ServerlessNlp.Documents.Formats;

/// <summary>
/// Reads the visible text of HTML from the tree that a browser would build of it: a paragraph for each block, cells apart by tabs.
/// </summary>
internal sealed class HtmlTextReader(ExtractedText text)
{
    private DisplayRules _display = DisplayRules.None;
    private int _preformatted;

    /// <summary>Reads a page.</summary>
    /// <param name="html">The page.</param>
    /// <param name="isXml">Whether it is XHTML by what is said about it; where it says so itself, that is seen.</param>
    public void Read(string html, bool isXml = false)
    {
        var document = BoundedHtmlParser.Parse(HtmlRepair.Repair(html, isXml, text), text.CancellationToken);
        _display = DisplayRules.Of(document);
        if (document.DocumentElement is { } root)
            Walk(root);
    }

    // By a stack of its own: how deep a page is must not be what ends the process.
    private void Walk(IElement root)
    {
        var open = new Stack<(INode Node, int Next)>();
        Enter(root);
        open.Push((root, 0));
        while (open.TryPop(out var current))
        {
            if (current.Next == current.Node.ChildNodes.Length)
            {
                Leave((IElement)current.Node);
                continue;
            }
            open.Push((current.Node, current.Next + 1));
            var child = current.Node.ChildNodes[current.Next];
            if (child is IText characters)
                Characters(characters.Data);
            else if (child is IElement element && IsRead(element))
            {
                text.CancellationToken.ThrowIfCancellationRequested();
                Enter(element);
                open.Push((element, 0));
            }
        }
    }

    // Pages that hide all of themselves show it by script.
    private bool IsRead(IElement element) =>
        !HtmlElements.Unread.Contains(element.LocalName) && (element.LocalName == "body" || _display.Of(element) != "none");

    private void Enter(IElement element)
    {
        Break(element);
        if (element.LocalName == "br")
            text.Break(TextBreak.Line);
        else if (element.LocalName is "pre" or "listing" or "xmp")
            _preformatted++;
        else if (element.LocalName == "rt" && !HasParentheses(element))
            text.Write("(");
    }

    private void Leave(IElement element)
    {
        if (element.LocalName is "pre" or "listing" or "xmp")
            _preformatted--;
        else if (element.LocalName == "rt" && !HasParentheses(element))
            text.Write(")");
        if (!IsCell(element))
            Break(element);
    }

    private void Break(IElement element)
    {
        if (IsCell(element))
            text.Break(TextBreak.Cell);
        else if (HtmlElements.Blocks.Contains(element.LocalName) || _display.Of(element) is "block" or "flex" or "grid" or "table" or "list-item" or "table-row" or "flow-root")
            text.Break(TextBreak.Paragraph);
    }

    private bool IsCell(IElement element) => element.LocalName is "td" or "th" || _display.Of(element) == "table-cell";

    // Readings stand in parentheses: in those that the page has for it, or in ours.
    private static bool HasParentheses(IElement reading) => reading.ParentElement?.Children.Any(sibling => sibling.LocalName == "rp") == true;

    private void Characters(string data)
    {
        if (_preformatted > 0)
            text.Write(data);
        else
            text.WriteCollapsed(data);
    }
}
