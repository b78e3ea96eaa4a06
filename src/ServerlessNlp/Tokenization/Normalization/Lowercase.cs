using ServerlessNlp.Tokenization.Unicode;

namespace ServerlessNlp.Tokenization.Normalization;

/// <summary>Lower case, a code point at a time: no rule for a final sigma, none for Turkish.</summary>
internal sealed class Lowercase : Normalizer
{
    public override void Apply(AlignedText text)
    {
        text.Begin();
        foreach (var item in text.Span)
        {
            var lower = UnicodeData.ToLower(item.CodePoint);
            if (lower.IsEmpty)
                text.Append(item);
            foreach (var codePoint in lower)
                text.Append(item with { CodePoint = codePoint });
        }
        text.Commit();
    }
}
