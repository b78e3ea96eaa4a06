using ServerlessNlp.Tokenization.Loading;

namespace ServerlessNlp.Tokenization;

/// <summary>
/// Turns text into tokens exactly as Hugging Face's fast tokenizers do, with offsets into the original text.
/// Immutable and thread-safe.
/// </summary>
/// <remarks>
/// It is a <see cref="Microsoft.ML.Tokenizers.Tokenizer"/>, so that whatever takes one (text chunkers, token counters) takes
/// this one; <c>Encode</c> into a buffer that is used again is the quicker way. It is not that library's own BertTokenizer, which
/// (2.0.1) joins words that only a line break parts, drops &lt; and &gt;, gives [UNK] for Café and has no Unigram that loads
/// ALBERT's vocabulary.
/// <para>
/// Deliberate differences: offsets count UTF-16 units; a stride or a maximum length that leaves no room is an error
/// (Hugging Face panics, or drops the limit); files with holes or doubles in a vocabulary, dropout, or unknown
/// components are refused.
/// </para>
/// </remarks>
public sealed partial class Tokenizer : Microsoft.ML.Tokenizers.Tokenizer
{
    private readonly TokenizerParts _parts;
    private readonly SequenceEncoder _encoder;
    private readonly ReadOnlyMemory<byte> _json;

    private Tokenizer(TokenizerParts parts, ReadOnlyMemory<byte> json)
    {
        _parts = parts;
        _encoder = new SequenceEncoder(parts);
        _json = json;
        UnknownTokenId = IdOfFirst("[UNK]", "<unk>");
        PadTokenId = parts.Padding?.PadId ?? IdOfFirst("[PAD]", "<pad>");
        ClassTokenId = IdOfFirst("[CLS]", "<s>");
        SeparatorTokenId = IdOfFirst("[SEP]", "</s>");
        MaskTokenId = IdOfFirst("[MASK]", "<mask>");
    }

    /// <summary>Ids run from 0 to one less: the model's pieces and the added tokens.</summary>
    public int VocabularySize => Math.Max(_parts.Model.Vocabulary.Count, _parts.Added.Tokens.Select(token => token.Id + 1).DefaultIfEmpty(0).Max());

    /// <summary>What sequences are filled up with: the padding setting's, [PAD] or &lt;pad&gt;.</summary>
    public int? PadTokenId { get; }

    /// <summary>[UNK] or &lt;unk&gt;.</summary>
    public int? UnknownTokenId { get; }

    /// <summary>[CLS] or &lt;s&gt;.</summary>
    public int? ClassTokenId { get; }

    /// <summary>[SEP] or &lt;/s&gt;.</summary>
    public int? SeparatorTokenId { get; }

    /// <summary>[MASK] or &lt;mask&gt;.</summary>
    public int? MaskTokenId { get; }

    /// <summary>
    /// Loads a folder's tokenizer.json, else its vocab.txt (lower-casing as tokenizer_config.json says, else yes), else its
    /// spiece.model or sentencepiece.bpe.model, else its vocab.json with merges.txt; added_tokens.json and tokenizer_config.json's added_tokens_decoder add to them.
    /// </summary>
    /// <exception cref="TokenizerException">There is none, or it cannot be used; the message says why.</exception>
    public static Tokenizer Load(string directory) => TokenizerFolder.Load(directory);

    /// <summary>Reads a tokenizer.json.</summary>
    /// <exception cref="TokenizerException">The file cannot be used; the message names the component and says why.</exception>
    public static Tokenizer FromJson(ReadOnlySpan<byte> utf8) => FromOwnedJson(utf8.ToArray());

    /// <summary>Reads a BERT vocab.txt: a piece a line (parted by line feeds only), the line's number its id.</summary>
    /// <exception cref="TokenizerException">The vocabulary cannot be used.</exception>
    public static Tokenizer FromVocabulary(ReadOnlySpan<byte> vocabulary, VocabularyOptions? options = null) =>
        FromOwnedJson(BertConverter.ToJson(vocabulary, options ?? new VocabularyOptions()));

    /// <summary>
    /// Reads a SentencePiece model as Hugging Face's converters do: ALBERT's where the pieces have [CLS] and [SEP], else the
    /// general one. Unigram and BPE, as the model itself says.
    /// </summary>
    /// <exception cref="TokenizerException">The model cannot be used.</exception>
    public static Tokenizer FromSentencePiece(ReadOnlySpan<byte> model, VocabularyOptions? options = null) =>
        FromOwnedJson(SentencePieceConverter.ToJson(model, options ?? new VocabularyOptions()));

    /// <summary>The tokenizer as a tokenizer.json, which Hugging Face's fast tokenizers load as the same one.</summary>
    public byte[] ToJson() => _json.ToArray();

    /// <summary>The id of a token, or null.</summary>
    public int? TokenToId(string token)
    {
        var id = _parts.Added.Find(token)?.Id ?? _parts.Model.Vocabulary.Find(token);
        return id < 0 ? null : id;
    }

    /// <summary>The text of a token as the vocabulary has it, or null.</summary>
    public string? IdToToken(int id) =>
        _parts.Added.Find(id)?.Content ?? (id >= 0 && id < _parts.Model.Vocabulary.Count ? _parts.Model.Vocabulary.TextOf(id) : null);

    /// <summary>Whether a token is a special one that the text itself has, such as [SEP]; what is unknown to the vocabulary is none.</summary>
    internal bool IsWrittenSpecial(int id, ReadOnlySpan<char> written) =>
        _parts.Added.Find(id) is { Special: true } token && written.Trim().Equals(token.Content, StringComparison.OrdinalIgnoreCase);

    internal static Tokenizer FromOwnedJson(byte[] json) => new(TokenizerJsonReader.Read(json), json);

    private int? IdOfFirst(params ReadOnlySpan<string> tokens)
    {
        foreach (var token in tokens)
        {
            if (TokenToId(token) is { } id)
                return id;
        }
        return null;
    }
}

/// <summary>What a vocab.txt or a SentencePiece model doesn't say of itself; the defaults are those of BERT and ALBERT.</summary>
public sealed record VocabularyOptions
{
    /// <summary>Whether the text is lower-cased.</summary>
    public bool Lowercase { get; init; } = true;

    /// <summary>Whether accents go; null: with lower case.</summary>
    public bool? StripAccents { get; init; }

    /// <summary>Whether Chinese characters are words of their own (BERT only).</summary>
    public bool HandleChinese { get; init; } = true;

    /// <summary>Whether accents stay (ALBERT only).</summary>
    public bool KeepAccents { get; init; }
}

/// <summary>A tokenizer's file cannot be used; the message names the component and says why.</summary>
public sealed class TokenizerException : NlpException
{
    /// <summary>With what is wrong.</summary>
    public TokenizerException(string message) : base(ErrorCode.ModelUnavailable, message)
    {
    }

    /// <summary>With what is wrong, and its cause.</summary>
    public TokenizerException(string message, Exception innerException) : base(ErrorCode.ModelUnavailable, message, innerException: innerException)
    {
    }
}
