namespace ServerlessNlp.Tokenization.Unicode;

/// <summary>Extended grapheme clusters (UAX #29), as the crate unicode-segmentation finds them.</summary>
/// <remarks>
/// Regional indicators are not paired: clusters are only asked for to look up those of less than six
/// bytes, and an indicator has four.
/// </remarks>
internal static class GraphemeClusters
{
    /// <summary>The end of the cluster that begins at <paramref name="start"/>.</summary>
    public static int End(ReadOnlySpan<Aligned> text, int start)
    {
        var previous = UnicodeData.GraphemeBreak(text[start].CodePoint);
        var state = default(State);
        state.Add(text[start].CodePoint, previous);
        var at = start + 1;
        while (at < text.Length)
        {
            var current = UnicodeData.GraphemeBreak(text[at].CodePoint);
            if (IsBoundary(text[at - 1].CodePoint, text[at].CodePoint, previous, current, state))
                break;
            state.Add(text[at].CodePoint, current);
            previous = current;
            at++;
        }
        return at;
    }

    private static bool IsBoundary(int before, int after, GraphemeBreak previous, GraphemeBreak current, State state)
    {
        if (previous == GraphemeBreak.Control || current == GraphemeBreak.Control)
            return !(before == '\r' && after == '\n');
        if (current is GraphemeBreak.Attaching or GraphemeBreak.Extend or GraphemeBreak.Linker or GraphemeBreak.ZeroWidthJoiner)
            return false;
        if (previous == GraphemeBreak.Prepend)
            return false;
        return current switch
        {
            GraphemeBreak.HangulL or GraphemeBreak.HangulLV or GraphemeBreak.HangulLvt => previous != GraphemeBreak.HangulL,
            GraphemeBreak.HangulV => previous is not (GraphemeBreak.HangulL or GraphemeBreak.HangulV or GraphemeBreak.HangulLV),
            GraphemeBreak.HangulT => previous is not (GraphemeBreak.HangulV or GraphemeBreak.HangulLV or GraphemeBreak.HangulT or GraphemeBreak.HangulLvt),
            GraphemeBreak.Pictograph => !state.PictographThenJoiner,
            GraphemeBreak.Consonant => !state.ConjunctLinked,
            _ => true,
        };
    }

    /// <summary>What the rules for emoji sequences (GB11) and Indic conjuncts (GB9c) remember.</summary>
    private struct State
    {
        private const int ZeroWidthNonJoiner = 0x200C;

        private bool _pictograph, _consonant;

        public bool PictographThenJoiner { get; private set; }

        public bool ConjunctLinked { get; private set; }

        public void Add(int codePoint, GraphemeBreak current)
        {
            PictographThenJoiner = _pictograph && current == GraphemeBreak.ZeroWidthJoiner;
            var extends = current is GraphemeBreak.Extend or GraphemeBreak.Linker || codePoint == ZeroWidthNonJoiner;
            _pictograph = current == GraphemeBreak.Pictograph || (_pictograph && extends);
            if (current == GraphemeBreak.Consonant)
                (_consonant, ConjunctLinked) = (true, false);
            else if (current == GraphemeBreak.Linker)
                ConjunctLinked = _consonant;
            else if (current is not (GraphemeBreak.Extend or GraphemeBreak.ZeroWidthJoiner))
                (_consonant, ConjunctLinked) = (false, false);
        }
    }
}

/// <summary>The classes of UAX #29 that grapheme clusters need here; the values are those of unicode.bin.</summary>
internal enum GraphemeBreak : byte
{
    Other = 0,
    Control = 1,
    /// <summary>SpacingMark, and marks that don't take part in Indic conjuncts.</summary>
    Attaching = 2,
    Prepend = 3,
    HangulL = 4,
    HangulV = 5,
    HangulT = 6,
    HangulLV = 7,
    HangulLvt = 8,
    Pictograph = 9,
    Consonant = 10,
    Linker = 11,
    /// <summary>Extend that keeps an Indic conjunct open.</summary>
    Extend = 12,
    ZeroWidthJoiner = 13,
}
