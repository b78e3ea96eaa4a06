using System.Globalization;
using ServerlessNlp.Tokenization.Normalization;

namespace ServerlessNlp.Tokenization.Decoding;

/// <summary>GPT-2's alphabet back to bytes, and those to text; a token with anything else in it stands for itself.</summary>
internal sealed class ByteLevelDecoder : Decoder
{
    public override void Apply(List<string> tokens)
    {
        var bytes = new List<byte>();
        foreach (var token in tokens)
        {
            var from = bytes.Count;
            foreach (var c in token)
            {
                if (ByteLevelAlphabet.ByteOf(c) is { } value)
                {
                    bytes.Add(value);
                    continue;
                }
                bytes.RemoveRange(from, bytes.Count - from);
                bytes.AddRange(System.Text.Encoding.UTF8.GetBytes(token));
                break;
            }
        }
        tokens.Clear();
        tokens.Add(System.Text.Encoding.UTF8.GetString([.. bytes]));
    }
}

/// <summary>Tokens &lt;0x00&gt; to &lt;0xFF&gt; back to text; where a run of them is no UTF-8, U+FFFD for each.</summary>
internal sealed class ByteFallbackDecoder : Decoder
{
    public override void Apply(List<string> tokens)
    {
        var kept = new List<string>();
        var run = new List<byte>();
        foreach (var token in tokens)
        {
            if (TryReadByte(token, out var value))
            {
                run.Add(value);
                continue;
            }
            Flush(run, kept);
            kept.Add(token);
        }
        Flush(run, kept);
        tokens.Clear();
        tokens.AddRange(kept);
    }

    private static bool TryReadByte(string token, out byte value)
    {
        value = 0;
        return token is ['<', '0', 'x', _, _, '>'] && byte.TryParse(token.AsSpan(3, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
    }

    private static void Flush(List<byte> run, List<string> kept)
    {
        if (run.Count == 0)
            return;
        var bytes = run.ToArray();
        run.Clear();
        if (System.Text.Unicode.Utf8.IsValid(bytes))
            kept.Add(System.Text.Encoding.UTF8.GetString(bytes));
        else
            kept.AddRange(bytes.Select(_ => "\uFFFD"));
    }
}
