namespace ServerlessNlp.Documents.Formats.RichText;

/// <summary>What a group sets, and its end takes back.</summary>
internal record struct RtfState
{
    /// <summary>Whether it is passed over.</summary>
    public bool IsLeftOut { get; set; }

    /// <summary>Whether it is the table of fonts.</summary>
    public bool IsFontTable { get; set; }

    /// <summary>Whether it is a footnote or endnote.</summary>
    public bool IsNote { get; set; }

    /// <summary>Whether it is hidden, or was deleted.</summary>
    public bool IsHidden { get; set; }

    /// <summary>Whether its paragraphs stand in a table.</summary>
    public bool IsInTable { get; set; }

    /// <summary>The number of its font.</summary>
    public int Font { get; set; }

    /// <summary>How many characters stand behind one in Unicode for those that don't know it.</summary>
    public int Fallbacks { get; set; }
}
