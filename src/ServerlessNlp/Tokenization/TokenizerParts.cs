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
