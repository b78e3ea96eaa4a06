namespace ServerlessNlp.Tokenization.PostProcessing;

/// <summary>A part of what an encoding is put together from: a sequence (0 or 1), or special tokens.</summary>
internal sealed record TemplatePiece(int Sequence, int TypeId, int[] SpecialIds)
{
    public const int NoSequence = -1;

    public bool IsSequence => Sequence != NoSequence;

    public static TemplatePiece Of(int sequence, int typeId) => new(sequence, typeId, []);

    public static TemplatePiece Special(int typeId, params int[] ids) => new(NoSequence, typeId, ids);
}
