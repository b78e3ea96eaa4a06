using ServerlessNlp.Tokenization;

namespace ServerlessNlp.Inference.Windows;

/// <summary>Divides a text into windows that fit a model. A short text is one window.</summary>
internal static class TextWindows
{
    // A quarter of a window is seen twice, and at least a quarter is left to the text beside its pair.
    private const int Share = 4;

    /// <summary>Encodes a text alone, or beside a pair of which one side is windowed and the other stands whole in each window.</summary>
    /// <returns>The windows, or null where the side that stands whole leaves too little room.</returns>
    internal static IReadOnlyList<TextWindow>? Create(Model model, string text, string? pair, WindowedSide side)
    {
        var maxLength = model.Manifest.MaxLength;
        var room = maxLength - FixedTokens(model.Tokenizer, text, pair, side);
        if (room < maxLength / Share || room < 2)
            return null;

        var overlap = Math.Min(maxLength / Share, room / 2);
        var encodings = model.Tokenizer.EncodeWindows(text, pair, maxLength, overlap, side);
        return [.. encodings.Select((encoding, i) => Own(encoding, side, i == 0 ? 0 : overlap / 2, i == encodings.Count - 1 ? 0 : overlap - overlap / 2))];
    }

    /// <summary>The tokens that every window has: special ones, and the side that stands whole.</summary>
    private static int FixedTokens(Tokenizer tokenizer, string text, string? pair, WindowedSide side)
    {
        var whole = pair is null ? "" : side == WindowedSide.Text ? pair : text;
        var options = new EncodeOptions { IgnoreFileSettings = true };
        return tokenizer.Encode("", pair is null ? null : whole, options).Length;
    }

    private static TextWindow Own(Encoding encoding, WindowedSide side, int leave, int leaveAtEnd)
    {
        var sequence = encoding.SequenceIds;
        var first = sequence.IndexOf(side == WindowedSide.Text ? (sbyte)0 : (sbyte)1);
        if (first < 0)
            return new TextWindow(encoding, 0..0);
        var end = sequence.LastIndexOf(sequence[first]) + 1;
        return new TextWindow(encoding, (first + leave)..(end - leaveAtEnd)) { First = first };
    }
}
