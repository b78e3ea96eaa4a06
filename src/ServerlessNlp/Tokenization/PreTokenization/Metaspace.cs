namespace ServerlessNlp.Tokenization.PreTokenization;

/// <summary>Writes spaces as a mark (▁), puts one in front, and divides before each.</summary>
internal sealed class Metaspace(int mark, PrependScheme scheme, bool split) : PreTokenizer
{
    private readonly Marker _marker = new(mark, scheme);
    private readonly CodePointSegmenter _segmenter = new(mark);

    public int Mark => mark;

    public PrependScheme Scheme => scheme;

    public bool Splits => split;

    public override void Apply(SplitText text)
    {
        text.Rewrite(_marker);
        if (split)
            text.Divide(_segmenter, SplitBehavior.MergedWithNext);
    }

    private sealed class Marker(int mark, PrependScheme scheme) : SplitRewriter
    {
        public override void Rewrite(ReadOnlySpan<Aligned> piece, SplitText target)
        {
            var first = piece[0];
            var isMarked = first.CodePoint == mark || first.CodePoint == ' ';
            if (!isMarked && (scheme == PrependScheme.Always || (scheme == PrependScheme.First && first.Start == 0)))
                target.Write(first with { CodePoint = mark });
            foreach (var item in piece)
                target.Write(item.CodePoint == ' ' ? item with { CodePoint = mark } : item);
        }
    }
}

/// <summary>Which splits Metaspace puts its mark before.</summary>
internal enum PrependScheme
{
    Always,
    First,
    Never,
}
