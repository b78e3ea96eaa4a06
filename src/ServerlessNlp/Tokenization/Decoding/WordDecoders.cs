namespace ServerlessNlp.Tokenization.Decoding;

/// <summary>WordPiece: a space before each token but the first and those that go on with a word.</summary>
internal sealed class WordPieceDecoder(string prefix, bool cleanup) : Decoder
{
    // In this order, each on what the one before left: as Hugging Face does.
    private static readonly (string From, string To)[] Cleanups =
    [
        (" .", "."), (" ?", "?"), (" !", "!"), (" ,", ","), (" ' ", "'"), (" n't", "n't"),
        (" 'm", "'m"), (" do not", " don't"), (" 's", "'s"), (" 've", "'ve"), (" 're", "'re"),
    ];

    public override void Apply(List<string> tokens) => Rewrite(tokens, (token, i) =>
    {
        var text = i == 0 ? token : token.StartsWith(prefix, StringComparison.Ordinal) ? token[prefix.Length..] : " " + token;
        return cleanup ? CleanUp(text) : text;
    });

    /// <summary>Takes back the spaces before punctuation and English contractions.</summary>
    internal static string CleanUp(string text)
    {
        foreach (var (from, to) in Cleanups)
            text = text.Replace(from, to, StringComparison.Ordinal);
        return text;
    }
}

/// <summary>BPE with a mark at the end of words, which becomes the space after them.</summary>
internal sealed class SuffixDecoder(string suffix) : Decoder
{
    public override void Apply(List<string> tokens) =>
        Rewrite(tokens, (token, i) => suffix.Length == 0 ? token : token.Replace(suffix, i == tokens.Count - 1 ? "" : " ", StringComparison.Ordinal));
}

/// <summary>Metaspace: marks become spaces again; those of the first token go if one was put in front.</summary>
internal sealed class MetaspaceDecoder(string mark, bool prepends) : Decoder
{
    public override void Apply(List<string> tokens) =>
        Rewrite(tokens, (token, i) => token.Replace(mark, i == 0 && prepends ? "" : " ", StringComparison.Ordinal));
}

/// <summary>Connectionist temporal classification: what repeats counts once, blanks go, a delimiter parts words.</summary>
internal sealed class CtcDecoder(string blank, string delimiter, bool cleanup) : Decoder
{
    public override void Apply(List<string> tokens)
    {
        var kept = new List<string>();
        for (var i = 0; i < tokens.Count; i++)
        {
            if (i > 0 && tokens[i] == tokens[i - 1])
                continue;
            var text = blank.Length == 0 ? tokens[i] : tokens[i].Replace(blank, "", StringComparison.Ordinal);
            if (cleanup)
                text = WordPieceDecoder.CleanUp(text).Replace(delimiter, " ", StringComparison.Ordinal);
            if (text.Length > 0)
                kept.Add(text);
        }
        tokens.Clear();
        tokens.AddRange(kept);
    }
}
