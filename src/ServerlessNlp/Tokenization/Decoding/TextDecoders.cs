using ServerlessNlp.Tokenization.Normalization;

namespace ServerlessNlp.Tokenization.Decoding;

/// <summary>Replaces what a pattern matches in each token.</summary>
internal sealed class ReplaceDecoder(Replace replace) : Decoder
{
    public override void Apply(List<string> tokens)
    {
        var aligned = new AlignedText();
        var text = new System.Text.StringBuilder();
        Rewrite(tokens, (token, _) =>
        {
            aligned.Load(token, 0);
            replace.Apply(aligned);
            text.Clear();
            foreach (var item in aligned.Span)
                text.Append(new System.Text.Rune(item.CodePoint));
            return text.ToString();
        });
    }
}

/// <summary>Takes a character from the ends of each token, so many times at most.</summary>
internal sealed class StripDecoder(string character, int start, int stop) : Decoder
{
    public override void Apply(List<string> tokens) => Rewrite(tokens, (token, _) =>
    {
        for (var left = start; left > 0 && token.StartsWith(character, StringComparison.Ordinal); left--)
            token = token[character.Length..];
        for (var left = stop; left > 0 && token.EndsWith(character, StringComparison.Ordinal); left--)
            token = token[..^character.Length];
        return token;
    });
}
