namespace ServerlessNlp.Tokenization.Normalization;

/// <summary>The clean-up of Google's NMT: some control characters go, odd spaces become a space.</summary>
internal sealed class Nmt : Normalizer
{
    public override void Apply(AlignedText text)
    {
        text.Begin();
        foreach (var item in text.Span)
        {
            if (IsRemoved(item.CodePoint))
                continue;
            text.Append(IsSpace(item.CodePoint) ? item with { CodePoint = ' ' } : item);
        }
        text.Commit();
    }

    private static bool IsRemoved(int codePoint) => codePoint is
        (>= 0x01 and <= 0x08) or 0x0B or (>= 0x0E and <= 0x1F) or 0x7F or 0x8F or 0x9F;

    private static bool IsSpace(int codePoint) => codePoint is
        0x09 or 0x0A or 0x0C or 0x0D or 0x1680 or (>= 0x200B and <= 0x200F) or 0x2028 or 0x2029 or 0x2581 or 0xFEFF or 0xFFFD;
}
