using Microsoft.ML.Tokenizers;

namespace ServerlessNlp.Tokenization;

// What Microsoft.ML.Tokenizers asks of a tokenizer: the tokens of a text, without special ones put around it and without the
// file's truncation and padding, so that counts add up and nothing is cut. There is no normalised text: places are those of the original.
public sealed partial class Tokenizer
{
    // By what is left out: normalisation (1), pre-tokenisation (2).
    private readonly SequenceEncoder?[] _lesser = new SequenceEncoder?[4];

    /// <inheritdoc/>
    protected override EncodeResults<EncodedToken> EncodeToTokens(string? text, ReadOnlySpan<char> textSpan, EncodeSettings settings)
    {
        var all = text ?? textSpan;
        var buffer = EncodeBare(all, settings);
        var (count, end) = TokenCut.FromStart(buffer.Offsets, settings.MaxTokenCount, all.Length);
        var tokens = new EncodedToken[count];
        for (var i = 0; i < count; i++)
            tokens[i] = new EncodedToken(buffer.Ids[i], IdToToken(buffer.Ids[i])!, buffer.Offsets[i].Start..buffer.Offsets[i].End);
        return new EncodeResults<EncodedToken> { Tokens = tokens, CharsConsumed = end };
    }

    /// <inheritdoc/>
    protected override EncodeResults<int> EncodeToIds(string? text, ReadOnlySpan<char> textSpan, EncodeSettings settings)
    {
        var all = text ?? textSpan;
        var buffer = EncodeBare(all, settings);
        var (count, end) = TokenCut.FromStart(buffer.Offsets, settings.MaxTokenCount, all.Length);
        return new EncodeResults<int> { Tokens = buffer.Ids[..count].ToArray(), CharsConsumed = end };
    }

    /// <inheritdoc/>
    protected override int CountTokens(string? text, ReadOnlySpan<char> textSpan, EncodeSettings settings)
    {
        var all = text ?? textSpan;
        return TokenCut.FromStart(EncodeBare(all, settings).Offsets, settings.MaxTokenCount, all.Length).Count;
    }

    /// <inheritdoc/>
    protected override int GetIndexByTokenCount(string? text, ReadOnlySpan<char> textSpan, EncodeSettings settings, bool fromEnd, out string? normalizedText, out int tokenCount)
    {
        var all = text ?? textSpan;
        var offsets = EncodeBare(all, settings).Offsets;
        normalizedText = null;
        (tokenCount, var index) = fromEnd ? TokenCut.FromEnd(offsets, settings.MaxTokenCount, all.Length) : TokenCut.FromStart(offsets, settings.MaxTokenCount, all.Length);
        return index;
    }

    private EncodingBuffer EncodeBare(ReadOnlySpan<char> text, EncodeSettings settings)
    {
        var buffer = new EncodingBuffer();
        EncoderFor(settings).Encode(text, buffer.First, buffer);
        _parts.PostProcessor.Trim(text, buffer.First);
        buffer.Compose(_parts.PostProcessor.Pieces(isPair: false), addSpecialTokens: false);
        return buffer;
    }

    private SequenceEncoder EncoderFor(EncodeSettings settings)
    {
        if (settings is { ConsiderNormalization: true, ConsiderPreTokenization: true })
            return _encoder;
        var left = (settings.ConsiderNormalization ? 0 : 1) + (settings.ConsiderPreTokenization ? 0 : 2);
        return _lesser[left] ??= new SequenceEncoder(_parts with
        {
            Normalizer = settings.ConsiderNormalization ? _parts.Normalizer : null,
            PreTokenizer = settings.ConsiderPreTokenization ? _parts.PreTokenizer : null,
        });
    }
}
