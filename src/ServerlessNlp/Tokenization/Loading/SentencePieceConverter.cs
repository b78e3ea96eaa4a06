using System.Text.Json;
using ServerlessNlp.Tokenization.AddedTokens;
using static ServerlessNlp.Tokenization.Loading.SentencePieceModel;

namespace ServerlessNlp.Tokenization.Loading;

/// <summary>Makes a tokenizer.json of a SentencePiece model, as Hugging Face's converters do.</summary>
internal static class SentencePieceConverter
{
    private const string Mark = "▁";

    public static byte[] ToJson(ReadOnlySpan<byte> bytes, VocabularyOptions options, IReadOnlyList<AddedToken>? added = null)
    {
        var model = SentencePieceModel.Read(bytes);
        var ids = new Dictionary<string, int>();
        for (var id = 0; id < model.Pieces.Count; id++)
            ids[model.Pieces[id].Text] = id;
        var isAlbert = ids.ContainsKey("[CLS]") && ids.ContainsKey("[SEP]");
        return TokenizerJsonWriter.Write(writer =>
        {
            writer.WriteAddedTokens((added ?? []).MergedOver(SpecialTokens(model, isAlbert, ids)));
            WriteNormalizer(writer, model, isAlbert, options);
            WriteMetaspace(writer, "pre_tokenizer");
            if (isAlbert)
                writer.WriteClassTemplate(ids["[CLS]"], ids["[SEP]"]);
            else if (ids.TryGetValue("</s>", out var end) && !ids.ContainsKey("<s>"))
                writer.WriteEndTemplate(end);
            else
                writer.WriteNull("post_processor");
            WriteMetaspace(writer, "decoder");
            writer.WriteStartObject("model");
            if (model.IsBpe)
                WriteBpe(writer, model, ids);
            else
                WriteUnigram(writer, model, isAlbert);
            writer.WriteEndObject();
        });
    }

    private static IEnumerable<AddedToken> SpecialTokens(SentencePieceModel model, bool isAlbert, Dictionary<string, int> ids)
    {
        string[] names = isAlbert ? ["<pad>", "<unk>", "[CLS]", "[SEP]", "[MASK]"]
            : [.. model.Pieces.Where(piece => piece.Type is PieceType.Control or PieceType.Unknown).Select(piece => piece.Text).Distinct()];
        // ALBERT's [MASK] takes the white space before it.
        return names.Where(ids.ContainsKey).Select(name => AddedToken.OfSpecial(name, ids[name], isAlbert && name == "[MASK]"));
    }

    private static void WriteNormalizer(Utf8JsonWriter writer, SentencePieceModel model, bool isAlbert, VocabularyOptions options)
    {
        writer.WriteStartObject("normalizer");
        writer.WriteString("type", "Sequence");
        writer.WriteStartArray("normalizers");
        if (isAlbert)
        {
            WriteReplace(writer, "String", "``", "\"");
            WriteReplace(writer, "String", "''", "\"");
            if (!options.KeepAccents)
            {
                WriteType(writer, "NFKD");
                WriteType(writer, "StripAccents");
            }
            if (options.Lowercase)
                WriteType(writer, "Lowercase");
        }
        if (model.Charsmap.Length > 0)
        {
            writer.WriteStartObject();
            writer.WriteString("type", "Precompiled");
            writer.WriteBase64String("precompiled_charsmap", model.Charsmap);
            writer.WriteEndObject();
        }
        if (!isAlbert)
        {
            writer.WriteStartObject();
            writer.WriteString("type", "Strip");
            writer.WriteBoolean("strip_left", false);
            writer.WriteBoolean("strip_right", true);
            writer.WriteEndObject();
        }
        WriteReplace(writer, "Regex", " {2,}", isAlbert ? " " : Mark);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteReplace(Utf8JsonWriter writer, string kind, string pattern, string content)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "Replace");
        writer.WriteStartObject("pattern");
        writer.WriteString(kind, pattern);
        writer.WriteEndObject();
        writer.WriteString("content", content);
        writer.WriteEndObject();
    }

    private static void WriteType(Utf8JsonWriter writer, string type)
    {
        writer.WriteStartObject();
        writer.WriteString("type", type);
        writer.WriteEndObject();
    }

    private static void WriteMetaspace(Utf8JsonWriter writer, string role)
    {
        writer.WriteStartObject(role);
        writer.WriteString("type", "Metaspace");
        writer.WriteString("replacement", Mark);
        writer.WriteString("prepend_scheme", "always");
        writer.WriteBoolean("split", true);
        writer.WriteEndObject();
    }

    private static void WriteUnigram(Utf8JsonWriter writer, SentencePieceModel model, bool isAlbert)
    {
        writer.WriteString("type", "Unigram");
        writer.WriteNumber("unk_id", model.UnknownId);
        writer.WriteStartArray("vocab");
        foreach (var (text, score, _) in model.Pieces)
        {
            writer.WriteStartArray();
            writer.WriteStringValue(text);
            writer.WriteNumberValue(isAlbert && EndsInDigitAndComma(text) ? (double)score - 100 : score);
            writer.WriteEndArray();
        }
        writer.WriteEndArray();
        writer.WriteBoolean("byte_fallback", model.ByteFallback);
    }

    /// <summary>ALBERT keeps a comma after a digit apart.</summary>
    private static bool EndsInDigitAndComma(string piece) =>
        piece.Length >= 2 && piece[^1] == ',' && char.IsDigit(piece[^2]);

    private static void WriteBpe(Utf8JsonWriter writer, SentencePieceModel model, Dictionary<string, int> ids)
    {
        writer.WriteString("type", "BPE");
        writer.WriteNull("dropout");
        writer.WriteString("unk_token", model.UnknownPiece);
        writer.WriteNull("continuing_subword_prefix");
        writer.WriteNull("end_of_word_suffix");
        writer.WriteBoolean("fuse_unk", true);
        writer.WriteBoolean("byte_fallback", model.ByteFallback);
        writer.WriteBoolean("ignore_merges", false);
        writer.WriteStartObject("vocab");
        for (var id = 0; id < model.Pieces.Count; id++)
            writer.WriteNumber(model.Pieces[id].Text, id);
        writer.WriteEndObject();
        writer.WriteStartArray("merges");
        foreach (var (left, right) in MergesOf(model, ids))
        {
            writer.WriteStartArray();
            writer.WriteStringValue(left);
            writer.WriteStringValue(right);
            writer.WriteEndArray();
        }
        writer.WriteEndArray();
    }

    /// <summary>Every way to put a piece together from two others, best piece first; longer parts first among equals.</summary>
    private static IEnumerable<(string Left, string Right)> MergesOf(SentencePieceModel model, Dictionary<string, int> ids)
    {
        var merges = new List<(string Left, string Right, float Score)>();
        foreach (var (text, score, _) in model.Pieces)
        {
            merges.AddRange(Enumerable.Range(1, Math.Max(0, text.Length - 1))
                .Where(at => !char.IsLowSurrogate(text[at]))
                .Select(at => (Left: text[..at], Right: text[at..]))
                .Where(pair => ids.ContainsKey(pair.Left) && ids.ContainsKey(pair.Right))
                .OrderBy(pair => ids[pair.Left]).ThenBy(pair => ids[pair.Right])
                .Select(pair => (pair.Left, pair.Right, score)));
        }
        return merges.OrderByDescending(merge => merge.Score)
            .ThenByDescending(merge => merge.Left.EnumerateRunes().Count())
            .ThenByDescending(merge => merge.Right.EnumerateRunes().Count())
            .Select(merge => (merge.Left, merge.Right));
    }
}
