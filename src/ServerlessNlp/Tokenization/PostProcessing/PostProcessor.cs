namespace ServerlessNlp.Tokenization.PostProcessing;

/// <summary>What is put around one sequence or a pair, and how offsets are trimmed before. Immutable.</summary>
internal sealed class PostProcessor(TemplatePiece[] single, TemplatePiece[] pair)
{
    /// <summary>Nothing is added; the second sequence has type 1.</summary>
    public static PostProcessor None { get; } = new([TemplatePiece.Of(0, 0)], [TemplatePiece.Of(0, 0), TemplatePiece.Of(1, 1)]);

    /// <summary>A trimming of the white space at the ends of tokens for each processor that does so; true: a space that was put in front stays.</summary>
    public bool[] Trims { get; init; } = [];

    public ReadOnlySpan<TemplatePiece> Pieces(bool isPair) => isPair ? pair : single;

    /// <summary>How many special tokens are added.</summary>
    public int AddedTokens(bool isPair)
    {
        var count = 0;
        foreach (var piece in Pieces(isPair))
            count += piece.SpecialIds.Length;
        return count;
    }

    /// <summary>Takes the white space at the ends of tokens out of their offsets.</summary>
    public void Trim(ReadOnlySpan<char> text, TokenList tokens)
    {
        foreach (var addsPrefixSpace in Trims)
        {
            for (var i = 0; i < tokens.Count; i++)
                Trim(text, ref tokens.Offsets[i], tokens.Spaces[i], isFirst: i == 0, addsPrefixSpace);
        }
    }

    private static void Trim(ReadOnlySpan<char> text, ref (int Start, int End) offsets, int spaces, bool isFirst, bool addsPrefixSpace)
    {
        var (leading, trailing) = (spaces >> 16 & 0x7FFF, spaces & 0xFFFF);
        // The one space at the front is one that was added, not one of the text.
        if (leading == 1 && addsPrefixSpace && (isFirst || offsets.Start == 0))
            leading = 0;
        for (; leading > 0 && offsets.Start < offsets.End; leading--)
            offsets.Start += IsPair(text, offsets.Start) ? 2 : 1;
        var end = offsets.End;
        for (; trailing > 0 && end > 0; trailing--)
            end -= IsPair(text, end - 2) ? 2 : 1;
        if (trailing == 0)
            offsets.End = Math.Max(end, offsets.Start);
    }

    private static bool IsPair(ReadOnlySpan<char> text, int at) =>
        at >= 0 && at + 1 < text.Length && char.IsSurrogatePair(text[at], text[at + 1]);
}

/// <summary>A part of what an encoding is put together from: a sequence (0 or 1), or special tokens.</summary>
internal sealed record TemplatePiece(int Sequence, int TypeId, int[] SpecialIds)
{
    public const int NoSequence = -1;

    public bool IsSequence => Sequence != NoSequence;

    public static TemplatePiece Of(int sequence, int typeId) => new(sequence, typeId, []);

    public static TemplatePiece Special(int typeId, params int[] ids) => new(NoSequence, typeId, ids);
}
