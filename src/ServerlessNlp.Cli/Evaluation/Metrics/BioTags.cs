namespace ServerlessNlp.Cli.Evaluation.Metrics;

/// <summary>Reads tags B-X, I-X and O.</summary>
public static class BioTags
{
    /// <summary>
    /// The entities of a sentence, by the rule of CoNLL's script (Tjong Kim Sang and Buchholz 2000): one begins at B-X, and at I-X that
    /// follows no X. So both forms are read as they are meant: IOB2, where each begins with B, and IOB1, where B only parts neighbours.
    /// </summary>
    /// <exception cref="FormatException">A tag is none of these.</exception>
    public static IReadOnlyList<TaggedSpan> Decode(IReadOnlyList<string> tags)
    {
        var spans = new List<TaggedSpan>();
        string? open = null;
        for (var i = 0; i < tags.Count; i++)
        {
            var (begins, label) = Read(tags[i]);
            if (label is not null && !begins && label == open)
                spans[^1] = spans[^1] with { End = i + 1 };
            else if (label is not null)
                spans.Add(new TaggedSpan(label, i, i + 1));
            open = label;
        }
        return spans;
    }

    private static (bool Begins, string? Label) Read(string tag) => tag switch
    {
        "O" => (false, null),
        ['B' or 'I', '-', _, ..] => (tag[0] == 'B', tag[2..]),
        _ => throw new FormatException("A tag must be O, B-X or I-X."),
    };
}
