using ServerlessNlp.Tokenization.Models;
using ServerlessNlp.Tokenization.PreTokenization;

namespace ServerlessNlp.Tokenization;

/// <summary>Makes the tokens of one sequence: added tokens, normalisation, pre-tokenisation, model. Immutable.</summary>
internal sealed class SequenceEncoder
{
    private readonly TokenizerParts _parts;
    private readonly int[]? _spaces;

    public SequenceEncoder(TokenizerParts parts)
    {
        _parts = parts;
        _spaces = parts.PostProcessor.Trims.Length > 0 ? parts.Model.Vocabulary.CountSpaces() : null;
    }

    public void Encode(ReadOnlySpan<char> text, TokenList tokens, EncodingBuffer buffer)
    {
        tokens.Clear();
        var splits = buffer.Splits;
        splits.Clear();
        buffer.Original.Load(text, 0);
        var original = buffer.Original.Span;
        _parts.Added.InOriginal.Divide(original, buffer.OriginalParts);
        foreach (var part in buffer.OriginalParts)
        {
            if (part.TokenId != Split.NoToken)
                splits.Add(original[part.From..part.To], part.TokenId);
            else
                Normalize(original[part.From..part.To], buffer);
        }
        _parts.PreTokenizer?.Apply(splits);
        Tokenize(splits, tokens, buffer.Scratch);
    }

    /// <summary>Normalises what lies between added tokens, and finds those that are looked for after that.</summary>
    private void Normalize(ReadOnlySpan<Aligned> part, EncodingBuffer buffer)
    {
        buffer.Normalized.Load(part);
        _parts.Normalizer?.Apply(buffer.Normalized);
        var normalized = buffer.Normalized.Span;
        if (_parts.Added.InNormalized.IsEmpty)
        {
            buffer.Splits.Add(normalized);
            return;
        }
        _parts.Added.InNormalized.Divide(normalized, buffer.NormalizedParts);
        foreach (var (from, to, tokenId) in buffer.NormalizedParts)
            buffer.Splits.Add(normalized[from..to], tokenId);
    }

    private void Tokenize(SplitText splits, TokenList tokens, ModelScratch scratch)
    {
        foreach (var split in splits.Splits)
        {
            var piece = splits[split];
            if (split.TokenId == Split.NoToken)
            {
                var from = tokens.Count;
                _parts.Model.Tokenize(piece, tokens, scratch);
                if (_spaces is not null)
                    tokens.SetSpaces(from, _spaces);
            }
            else
            {
                tokens.Add(split.TokenId, piece[0].Start, piece[^1].End, SpacesAround(piece) | TokenList.AddedFlag);
            }
            tokens.Word++;
        }
    }

    /// <summary>An added token's text may hold white space beside it (lstrip, rstrip), which trimming takes off.</summary>
    private static int SpacesAround(ReadOnlySpan<Aligned> piece)
    {
        int leading = 0, trailing = 0;
        while (leading < piece.Length && Vocabulary.IsSpace(piece[leading].CodePoint))
            leading++;
        while (trailing < piece.Length && Vocabulary.IsSpace(piece[^(trailing + 1)].CodePoint))
            trailing++;
        return Vocabulary.PackSpaces(leading, trailing);
    }
}
