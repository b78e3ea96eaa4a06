using ServerlessNlp.Tokenization.FastPath;
using ServerlessNlp.Tokenization.Models;
using ServerlessNlp.Tokenization.PreTokenization;

namespace ServerlessNlp.Tokenization;

/// <summary>Makes the tokens of one sequence: added tokens, normalisation, pre-tokenisation, model. Immutable.</summary>
internal sealed class SequenceEncoder
{
    private readonly TokenizerParts _parts;
    private readonly int[]? _spaces;
    private readonly ShortCut? _shortCut;

    public SequenceEncoder(TokenizerParts parts)
    {
        _parts = parts;
        _spaces = parts.PostProcessor.Trims.Length > 0 ? parts.Model.Vocabulary.CountSpaces() : null;
        // Tokens looked for in normalised text would have to be looked for in the short cut too.
        if (_spaces is null && parts.Added.InNormalized.IsEmpty)
            _shortCut = WordPieceShortCut.For(parts) ?? (ShortCut?)UnigramShortCut.For(parts);
    }

    /// <summary>Whether plain ASCII goes a quicker way.</summary>
    public bool HasShortCut => _shortCut is not null;

    public void Encode(ReadOnlySpan<char> text, TokenList tokens, EncodingBuffer buffer)
    {
        tokens.Clear();
        if (_shortCut is null || _parts.Added.InOriginal.MayOccurIn(text))
            EncodePart(text, 0, text.Length, tokens, buffer);
        else
            _shortCut.Encode(text, 0, text.Length, tokens, buffer, this);
    }

    /// <summary>Adds the tokens of a part of the text, by the whole pipeline.</summary>
    public void EncodePart(ReadOnlySpan<char> text, int from, int to, TokenList tokens, EncodingBuffer buffer)
    {
        var splits = buffer.Splits;
        splits.Clear();
        buffer.Original.Load(text[from..to], from);
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
                tokens.Add(split.TokenId, piece[0].Start, piece[^1].End, Vocabulary.CountSpaces(piece) | TokenList.AddedFlag);
            }
            tokens.Word++;
        }
    }
}
