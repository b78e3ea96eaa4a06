using System.Globalization;
using System.Xml;
using ServerlessNlp.Documents.Formats.Packages;

namespace ServerlessNlp.Documents.Formats.OpenDocument;

/// <summary>
/// Reads the text of an OpenDocument file (part 3, sections 5, 6 and 9): paragraphs, items of lists, rows of tables. Left out is what
/// was deleted, hidden or remarked, how words are pronounced, and what describes pictures.
/// </summary>
internal sealed class OpenDocumentReader(XmlReader reader, ExtractedText text, bool notes)
{
    private const string Namespaces = "urn:oasis:names:tc:opendocument:xmlns:";
    private const int MaxSpaces = 1000;

    private readonly OpenDocumentStyles _styles = new();
    private bool _hasNotes;
    private int _noteDepth;
    private int _paragraphs;
    private int _cells;

    /// <summary>Reads the text, or the notes.</summary>
    /// <returns>Whether there are notes.</returns>
    public bool Read()
    {
        text.Break(TextBreak.Paragraph);
        reader.Walk(text, IsLeftOut, Start, End, Characters);
        return _hasNotes;
    }

    // The namespace's own word: text, table, draw.
    private string Name => reader.NamespaceURI.StartsWith(Namespaces, StringComparison.Ordinal) ? $"{reader.NamespaceURI.AsSpan(Namespaces.Length).TrimEnd("0123456789.:")}:{reader.LocalName}" : "";

    private bool IsWritten => (_noteDepth > 0) == notes;

    private bool IsLeftOut()
    {
        var name = Name;
        _styles.Learn(reader, name);
        if (name is "text:note" && !notes)
        {
            _hasNotes = true;
            return true;
        }
        if (_styles.IsHidden(reader, name))
        {
            text.Warn(DocumentWarningCodes.HiddenContent, "What is hidden was left out: text, sheets, rows, columns or slides; a filter hides rows too.");
            return true;
        }
        return name is "text:tracked-changes" or "office:annotation" or "text:note-citation" or "text:ruby-text" or "table:covered-table-cell"
            or "office:forms" or "office:scripts" or "office:styles" or "office:master-styles" or "svg-compatible:title" or "svg-compatible:desc"
            or "text:sequence-decls" or "text:hidden-text" or "presentation:footer-decl" or "presentation:header-decl" or "presentation:date-time-decl"
            or "table:tracked-changes" or "table:content-validations" or "text:page-number" or "chart:chart";
    }

    private void Start()
    {
        switch (Name)
        {
            case "text:note-body":
                _noteDepth++;
                text.Break(TextBreak.Paragraph);
                break;
            case "text:p" or "text:h":
                if (_cells == 0)
                    Break();
                _paragraphs++;
                break;
            case "text:s" when IsWritten:
                var count = int.TryParse(reader.GetAttribute("c", reader.NamespaceURI), CultureInfo.InvariantCulture, out var spaces) ? Math.Clamp(spaces, 1, MaxSpaces) : 1;
                text.Write(new string(' ', count));
                break;
            case "text:tab" when IsWritten:
                text.Write("\t");
                break;
            case "text:line-break" when IsWritten:
                text.Write("\n");
                break;
            case "table:table-cell":
                _cells++;
                break;
        }
    }

    private void End()
    {
        switch (Name)
        {
            case "text:note-body":
                _noteDepth--;
                break;
            case "text:p" or "text:h":
                _paragraphs--;
                Break();
                break;
            case "table:table-cell":
                _cells--;
                text.BreakExactly(TextBreak.Cell);
                break;
            case "table:table-row":
                text.BreakExactly(_cells > 0 ? TextBreak.Line : TextBreak.Paragraph);
                break;
            case "drawing:page":
                text.Break(TextBreak.Paragraph);
                break;
        }
    }

    private void Break()
    {
        if (IsWritten)
            text.Break(_cells > 0 ? TextBreak.Line : TextBreak.Paragraph);
    }

    // White space counts once, and only within paragraphs (part 3, section 6.1.2).
    private void Characters()
    {
        if (_paragraphs > 0 && IsWritten)
            text.WriteCollapsed(reader.Value);
    }
}
