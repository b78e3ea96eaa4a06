using ServerlessNlp.Tokenization.AddedTokens;
using ServerlessNlp.Tokenization.Decoding;
using ServerlessNlp.Tokenization.Models;
using ServerlessNlp.Tokenization.Normalization;
using ServerlessNlp.Tokenization.PostProcessing;
using ServerlessNlp.Tokenization.PreTokenization;

namespace ServerlessNlp.Tokenization;

/// <summary>What a tokenizer.json describes.</summary>
internal sealed record TokenizerParts(
    Normalizer? Normalizer,
    PreTokenizer? PreTokenizer,
    TokenModel Model,
    AddedVocabulary Added,
    PostProcessor PostProcessor,
    Decoder? Decoder,
    Truncation? Truncation,
    Padding? Padding);

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
