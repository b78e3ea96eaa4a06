using ServerlessNlp.Tokenization.AddedTokens;

namespace ServerlessNlp.Tokenization.Loading;

/// <summary>Makes a tokenizer.json of a BERT vocab.txt, as Hugging Face's converter does.</summary>
internal static class BertConverter
{
    private static readonly string[] SpecialTokens = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"];

    public static byte[] ToJson(ReadOnlySpan<byte> vocabulary, VocabularyOptions options, IReadOnlyList<AddedToken>? added = null)
    {
        var pieces = ReadLines(vocabulary);
        var ids = new Dictionary<string, int>();
        for (var id = 0; id < pieces.Count; id++)
        {
            if (!ids.TryAdd(pieces[id], id))
                throw new TokenizerException($"The vocabulary has line {id + 1} twice.");
        }
        foreach (var token in SpecialTokens)
        {
            if (token is not ("[PAD]" or "[MASK]") && !ids.ContainsKey(token))
                throw new TokenizerException($"The vocabulary lacks {token}.");
        }
        return TokenizerJsonWriter.Write(writer =>
        {
            writer.WriteAddedTokens((added ?? []).MergedOver(SpecialTokens.Where(ids.ContainsKey).Select(token => AddedToken.OfSpecial(token, ids[token]))));
            writer.WriteBertNormalizer(options);
            writer.WriteStartObject("pre_tokenizer");
            writer.WriteString("type", "BertPreTokenizer");
            writer.WriteEndObject();
            writer.WriteClassTemplate(ids["[CLS]"], ids["[SEP]"]);
            writer.WriteStartObject("decoder");
            writer.WriteString("type", "WordPiece");
            writer.WriteString("prefix", "##");
            writer.WriteBoolean("cleanup", true);
            writer.WriteEndObject();
            writer.WriteStartObject("model");
            writer.WriteString("type", "WordPiece");
            writer.WriteString("unk_token", "[UNK]");
            writer.WriteString("continuing_subword_prefix", "##");
            writer.WriteNumber("max_input_chars_per_word", 100);
            writer.WriteStartObject("vocab");
            for (var id = 0; id < pieces.Count; id++)
                writer.WriteNumber(pieces[id], id);
            writer.WriteEndObject();
            writer.WriteEndObject();
        });
    }

    /// <summary>Lines end at line feeds only: vocabularies hold other separators as pieces. White space at the end goes.</summary>
    private static List<string> ReadLines(ReadOnlySpan<byte> vocabulary)
    {
        if (!System.Text.Unicode.Utf8.IsValid(vocabulary))
            throw new TokenizerException("The vocabulary is not UTF-8.");
        var lines = System.Text.Encoding.UTF8.GetString(vocabulary).Split('\n').ToList();
        if (lines[^1].Length == 0)
            lines.RemoveAt(lines.Count - 1);
        return lines.ConvertAll(line => line.EndsWith('\r') ? line[..^1] : line);
    }
}
