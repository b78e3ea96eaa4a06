using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using ServerlessNlp.Tokenization.AddedTokens;

namespace ServerlessNlp.Tokenization.Loading;

/// <summary>Writes the parts of a tokenizer.json that the converters share.</summary>
internal static class TokenizerJsonWriter
{
    public static byte[] Write(Action<Utf8JsonWriter> writeParts)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            writer.WriteString("version", "1.0");
            writer.WriteNull("truncation");
            writer.WriteNull("padding");
            writeParts(writer);
            writer.WriteEndObject();
        }
        return buffer.WrittenSpan.ToArray();
    }

    public static void WriteAddedTokens(this Utf8JsonWriter writer, IEnumerable<AddedToken> tokens)
    {
        writer.WriteStartArray("added_tokens");
        foreach (var token in tokens.OrderBy(token => token.Id))
        {
            writer.WriteStartObject();
            writer.WriteNumber("id", token.Id);
            writer.WriteString("content", token.Content);
            writer.WriteBoolean("single_word", token.SingleWord);
            writer.WriteBoolean("lstrip", token.LeftStrip);
            writer.WriteBoolean("rstrip", token.RightStrip);
            writer.WriteBoolean("normalized", token.Normalized);
            writer.WriteBoolean("special", token.Special);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    /// <summary>The tokens that a folder lists, and of the usual ones those that it doesn't.</summary>
    public static IEnumerable<AddedToken> MergedOver(this IReadOnlyList<AddedToken> listed, IEnumerable<AddedToken> usual) =>
        listed.Concat(usual.Where(token => listed.All(known => known.Content != token.Content)));

    public static void WriteBertNormalizer(this Utf8JsonWriter writer, VocabularyOptions options)
    {
        writer.WriteStartObject("normalizer");
        writer.WriteString("type", "BertNormalizer");
        writer.WriteBoolean("clean_text", true);
        writer.WriteBoolean("handle_chinese_chars", options.HandleChinese);
        if (options.StripAccents is { } strip)
            writer.WriteBoolean("strip_accents", strip);
        else
            writer.WriteNull("strip_accents");
        writer.WriteBoolean("lowercase", options.Lowercase);
        writer.WriteEndObject();
    }

    /// <summary>[CLS] $A [SEP] $B:1 [SEP]:1</summary>
    public static void WriteClassTemplate(this Utf8JsonWriter writer, int clsId, int sepId)
    {
        writer.WriteStartObject("post_processor");
        writer.WriteString("type", "TemplateProcessing");
        writer.WriteStartArray("single");
        WriteFirst(writer);
        writer.WriteEndArray();
        writer.WriteStartArray("pair");
        WriteFirst(writer);
        WritePiece(writer, "Sequence", "B", 1);
        WritePiece(writer, "SpecialToken", "[SEP]", 1);
        writer.WriteEndArray();
        writer.WriteStartObject("special_tokens");
        WriteSpecial(writer, "[CLS]", clsId);
        WriteSpecial(writer, "[SEP]", sepId);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    /// <summary>$A &lt;/s&gt; $B &lt;/s&gt;, as T5 has it.</summary>
    public static void WriteEndTemplate(this Utf8JsonWriter writer, int endId)
    {
        writer.WriteStartObject("post_processor");
        writer.WriteString("type", "TemplateProcessing");
        foreach (var (name, sequences) in new (string, string[])[] { ("single", ["A"]), ("pair", ["A", "B"]) })
        {
            writer.WriteStartArray(name);
            foreach (var sequence in sequences)
            {
                WritePiece(writer, "Sequence", sequence, 0);
                WritePiece(writer, "SpecialToken", "</s>", 0);
            }
            writer.WriteEndArray();
        }
        writer.WriteStartObject("special_tokens");
        WriteSpecial(writer, "</s>", endId);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteFirst(Utf8JsonWriter writer)
    {
        WritePiece(writer, "SpecialToken", "[CLS]", 0);
        WritePiece(writer, "Sequence", "A", 0);
        WritePiece(writer, "SpecialToken", "[SEP]", 0);
    }

    private static void WritePiece(Utf8JsonWriter writer, string kind, string id, int typeId)
    {
        writer.WriteStartObject();
        writer.WriteStartObject(kind);
        writer.WriteString("id", id);
        writer.WriteNumber("type_id", typeId);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteSpecial(Utf8JsonWriter writer, string token, int id)
    {
        writer.WriteStartObject(token);
        writer.WriteString("id", token);
        writer.WriteStartArray("ids");
        writer.WriteNumberValue(id);
        writer.WriteEndArray();
        writer.WriteStartArray("tokens");
        writer.WriteStringValue(token);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
