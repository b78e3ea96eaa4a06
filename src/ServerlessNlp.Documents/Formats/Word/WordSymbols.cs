using System.Globalization;

namespace ServerlessNlp.Documents.Formats.Word;

/// <summary>
/// Signs of fonts that have letters of their own, as Unicode. Word writes them as U+F020 to U+F0FF (ECMA-376, part 1, section 17.3.3.30).
/// The table of Symbol is Adobe's; of Wingdings there are the signs that lists and forms are made with.
/// </summary>
internal static class WordSymbols
{
    private const string SymbolFrom20 =
        " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼";

    private const string SymbolFromA0 =
        "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊⟨®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪\uF8FF⟩∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭";

    private const string Wingdings = "\x28☎\x29✆\x4A☺\x4C☹\x46☞\x6C●\x6E■\x6F□\x71❑\x72❒\x75◆\x76❖\x9F•\xA7▪\xA8◻\xAB★\xD8➢\xDF←\xE0→\xE1↑\xE2↓\xE8➔\xF0⇨\xFB✗\xFC✓\xFD☒\xFE☑";

    public static bool IsSymbolic(string? font) => font is "Symbol" or "Wingdings";

    /// <summary>The sign of a <c>sym</c> element; empty where its number is none.</summary>
    public static string Of(string? font, string? number)
    {
        if (!ushort.TryParse(number, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var code) || char.IsSurrogate((char)code) || code < ' ')
            return "";
        return Of(font, (char)code).ToString();
    }

    /// <summary>A character in a font of signs; one whose meaning isn't known stays as it is.</summary>
    public static char Of(string? font, char sign)
    {
        var code = sign is >= '\uF020' and <= '\uF0FF' ? (char)(sign - 0xF000) : sign;
        if (font == "Symbol" && code is >= ' ' and <= '~')
            return SymbolFrom20[code - ' '];
        if (font == "Symbol" && code is >= '\xA0' and <= '\xFE')
            return SymbolFromA0[code - '\xA0'];
        for (var i = 0; font == "Wingdings" && i < Wingdings.Length; i += 2)
        {
            if (Wingdings[i] == code)
                return Wingdings[i + 1];
        }
        return sign;
    }
}
