using System.Text;

namespace ServerlessNlp.Documents.Formats.Pdf;

/// <summary>Accents that are drawn as glyphs of their own over their letters, as TeX does, become one character with them.</summary>
internal static class PdfAccents
{
    // Spacing accents, and what combines in their stead.
    private const string Spacing = "´`ˆ^˜~¨¯˘˙˚ˇ˝¸";
    private const string Combining = "\u0301\u0300\u0302\u0302\u0303\u0303\u0308\u0304\u0306\u0307\u030A\u030C\u030B\u0327";

    /// <summary>Writes a glyph into the one before it, where one of them is the other's accent.</summary>
    /// <returns>Whether it did.</returns>
    public static bool Combine(StringBuilder text, PdfGlyph glyph, PdfGlyph before)
    {
        if (text.Length == 0 || glyph.Text is not { Length: 1 } || before.Text is not { Length: 1 } || !Overlap(glyph, before))
            return false;
        var (mark, letter) = Spacing.Contains(before.Text[0]) ? (before.Text[0], glyph.Text[0]) : (glyph.Text[0], before.Text[0]);
        var index = Spacing.IndexOf(mark);
        letter = letter switch { 'ı' => 'i', 'ȷ' => 'j', _ => letter };
        if (index < 0 || !char.IsLetter(letter))
            return false;
        text.Length--;
        text.Append(Composed(letter, Combining[index]));
        return true;
    }

    // The runtime composes nothing under invariant globalisation: letters of the languages that TeX's accents are for.
    private static string Composed(char letter, char mark)
    {
        var pairs = mark switch
        {
            '\u0301' => "aáeéiíoóuúyýcćnńsśzźlĺrŕ",
            '\u0300' => "aàeèiìoòuù",
            '\u0302' => "aâeêiîoôuûcĉgĝhĥjĵsŝ",
            '\u0303' => "aãnñoõiĩuũ",
            '\u0308' => "aäeëiïoöuüyÿ",
            '\u030A' => "aåuů",
            '\u030C' => "cčsšzžrřeěnňdďtťgǧ",
            '\u030B' => "oőuű",
            '\u0327' => "cçsştţ",
            '\u0304' => "aāeēiīoōuū",
            '\u0306' => "aăgğuŭ",
            '\u0307' => "zżeėcċ",
            _ => "",
        };
        for (var i = 0; i < pairs.Length; i += 2)
        {
            if (pairs[i] == char.ToLowerInvariant(letter))
                return (char.IsLower(letter) ? pairs[i + 1] : char.ToUpperInvariant(pairs[i + 1])).ToString();
        }
        return $"{letter}{mark}";
    }

    private static bool Overlap(PdfGlyph one, PdfGlyph other) =>
        Math.Min(one.End, other.End) - Math.Max(one.X, other.X) > 0.5 * Math.Min(one.Width, other.Width);
}
