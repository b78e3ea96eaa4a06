using System.Xml;

namespace ServerlessNlp.Documents.Formats.Word;

internal sealed partial class WordTextReader
{
    private void StartBox()
    {
        _outer.Push(_story);
        if (_outer.Count <= MaxBoxes)
            _story = new WordStory(_story.Text.Aside(), _story.Run.IsHidden);
    }

    private void EndBox()
    {
        if (!_outer.TryPop(out var outer) || outer == _story)
            return;
        var box = _story;
        _story = outer;
        box.EndBlock();
        Box(box.Text.ToString());
    }

    private void Box(string? box)
    {
        if (!string.IsNullOrWhiteSpace(box) && !_story.Run.IsHidden)
            _story.AddBox(box);
    }

    private void Include(string? relationship, bool isBox)
    {
        if (relationship is null || _story.Run.IsHidden)
            return;
        if (isBox)
        {
            var box = _story.Text.Aside();
            include(relationship, box);
            Box(box.ToString());
            return;
        }
        _story.EndBlock();
        include(relationship, _story.Text);
        _story.EndBlock();
    }

    private void Characters()
    {
        _story.Text.Write(_math.TakeWaiting());
        // Where space isn't to be kept, line breaks are the XML's own; where it is, Word shows them as spaces.
        var isCollapsed = reader.XmlSpace != XmlSpace.Preserve;
        int count;
        while ((count = reader.ReadValueChunk(_buffer, 0, _buffer.Length)) > 0)
        {
            var characters = _buffer.AsSpan(0, count);
            if (WordSymbols.IsSymbolic(_story.Run.Font))
                Translate(characters);
            if (isCollapsed && characters.ContainsAny('\n', '\r'))
                _story.Text.WriteCollapsed(characters);
            else
            {
                characters.Replace('\n', ' ');
                characters.Replace('\r', ' ');
                _story.Text.Write(characters);
            }
        }
    }

    private void Translate(Span<char> characters)
    {
        foreach (ref var character in characters)
            character = character is >= '\uF020' and <= '\uF0FF' ? WordSymbols.Of(_story.Run.Font, character) : character;
    }
}
