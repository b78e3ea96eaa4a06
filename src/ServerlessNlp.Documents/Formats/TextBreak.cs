namespace ServerlessNlp.Documents.Formats;

/// <summary>What stands between two pieces of text; of two at the same place, the stronger.</summary>
internal enum TextBreak
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>A space.</summary>
    Space,

    /// <summary>A tab: the next cell of a row.</summary>
    Cell,

    /// <summary>A line break.</summary>
    Line,

    /// <summary>An empty line.</summary>
    Paragraph,
}
