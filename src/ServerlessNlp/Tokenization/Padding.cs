namespace ServerlessNlp.Tokenization;

/// <summary>Padding as tokenizer.json has it: to a fixed length, or (null) the longest of a batch; then to a multiple.</summary>
internal sealed record Padding(int? FixedLength, int? MultipleOf, TruncationDirection Direction, int PadId, int PadTypeId, string PadToken)
{
    /// <summary>The length to pad one encoding to.</summary>
    public int LengthFor(int length)
    {
        var target = FixedLength ?? length;
        if (MultipleOf is > 0 and var multiple && target % multiple > 0)
            target += multiple - target % multiple;
        return Math.Max(target, length);
    }
}
