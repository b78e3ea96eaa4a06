namespace ServerlessNlp.Documents.Formats.Markdown;

/// <summary>Takes the blocks of a document, in order.</summary>
internal interface IMarkdownSink
{
    /// <summary>Text with marks in it: a paragraph or a heading.</summary>
    void Text(string source);

    /// <summary>A row of a table, as its cells with marks in them.</summary>
    void Row(IReadOnlyList<string> cells);

    /// <summary>A line of code, as it is.</summary>
    void Code(ReadOnlySpan<char> line);

    /// <summary>A line of HTML.</summary>
    void Html(ReadOnlySpan<char> line);

    /// <summary>Ends lines of code or HTML.</summary>
    void EndLines();

    /// <summary>A name that links may use.</summary>
    void Define(string label);

    /// <summary>A name that signs of footnotes may use.</summary>
    void DefineFootnote(string label);
}
