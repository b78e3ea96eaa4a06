namespace ServerlessNlp.Documents.Formats.Word;

internal sealed partial class WordTextReader
{
    private void End(string name)
    {
        if (name == "AlternateContent" && reader.NamespaceURI == WordNames.Compatibility)
            _alternates.End();
        else if (reader.IsMath())
            EndMath(name);
        else if (reader.IsWord() || reader.IsDrawing())
            EndText(name);
    }

    private void EndText(string name)
    {
        switch (name)
        {
            case "t":
                _isText = false;
                break;
            case "p":
                _story.EndParagraph();
                break;
            case "r" when reader.IsWord():
                _story.EndRun();
                break;
            case "tbl" when reader.IsWord():
                _story.EndTable();
                break;
            case "tc" when reader.IsWord():
                EndDeleted();
                _story.EndCell();
                break;
            case "tr" when reader.IsWord():
                EndDeleted();
                _story.EndRow();
                break;
            case "txbxContent" or "txBody":
                EndBox();
                break;
        }
    }

    private void EndMath(string name)
    {
        if (name == "r")
            _story.EndRun();
        else if (name == "t")
            _isText = false;
        else if (_math.End(name) is { Length: > 0 } closing && !_story.Run.IsHidden)
            _story.Text.Write(closing);
    }

    private void EndDeleted()
    {
        if (reader.Depth == _deleted)
            _deleted = int.MaxValue;
    }
}
