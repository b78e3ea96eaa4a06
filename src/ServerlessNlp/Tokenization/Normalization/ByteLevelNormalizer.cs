using System.Text;

namespace ServerlessNlp.Tokenization.Normalization;

/// <summary>Writes each byte of the UTF-8 form in GPT-2's alphabet.</summary>
internal sealed class ByteLevelNormalizer : Normalizer
{
    public override void Apply(AlignedText text)
    {
        Span<byte> bytes = stackalloc byte[4];
        text.Begin();
        foreach (var item in text.Span)
        {
            var count = new Rune(item.CodePoint).EncodeToUtf8(bytes);
            foreach (var value in bytes[..count])
                text.Append(item with { CodePoint = ByteLevelAlphabet.CodePointOf(value) });
        }
        text.Commit();
    }
}
