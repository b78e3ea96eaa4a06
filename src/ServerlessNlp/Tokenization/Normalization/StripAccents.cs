using ServerlessNlp.Tokenization.Unicode;

namespace ServerlessNlp.Tokenization.Normalization;

/// <summary>Drops combining marks; what is composed stays composed.</summary>
internal sealed class StripAccents : Normalizer
{
    public override void Apply(AlignedText text) => text.Filter(CodePointProperties.CombiningMark);
}
