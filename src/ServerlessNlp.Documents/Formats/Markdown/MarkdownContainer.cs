namespace ServerlessNlp.Documents.Formats.Markdown;

/// <summary>A block that has others in it: the document, a quotation, an item of a list, a footnote.</summary>
/// <param name="indent">The columns that its lines are indented by; 0 for a quotation, whose lines have a mark instead.</param>
internal sealed class MarkdownContainer(int indent)
{
    /// <summary>Whether nothing stands in it yet: a blank line ends it then.</summary>
    public bool IsEmpty { get; set; }

    /// <summary>The mark of the list whose items stand in it now, and whether their numbers are kept.</summary>
    public (char Mark, bool KeepsNumbers) List { get; set; }

    /// <summary>Whether a line goes on with it; its indent or mark is passed over.</summary>
    public bool GoesOn(LineCursor line)
    {
        if (indent == 0)
        {
            if (line.Indent > 3 || !line.Word.StartsWith('>'))
                return false;
            line.SkipWord(1);
            line.SkipSpace(1);
            return true;
        }
        if (line.Indent < indent && !(line.IsBlank && !IsEmpty))
            return false;
        line.SkipSpace(indent);
        return true;
    }
}
