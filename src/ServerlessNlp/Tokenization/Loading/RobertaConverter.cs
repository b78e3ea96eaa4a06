using System.Text.Json;
using ServerlessNlp.Tokenization.AddedTokens;

namespace ServerlessNlp.Tokenization.Loading;

/// <summary>Makes a tokenizer.json of RoBERTa's vocab.json and merges.txt, as Hugging Face's converter does: BPE on GPT-2's bytes.</summary>
internal static class RobertaConverter
{
    /// <exception cref="TokenizerException">A file is not of its form, or a special token is missing.</exception>
    public static byte[] ToJson(ReadOnlySpan<byte> vocabulary, ReadOnlySpan<byte> merges, FolderSettings settings)
    {
        var pieces = Pieces(vocabulary);
        var lines = Merges(merges);
        var prefixed = settings.Flag("add_prefix_space") ?? false;
        var (cls, sep) = (settings.Token("cls_token", "<s>"), settings.Token("sep_token", "</s>"));
        var mask = settings.Token("mask_token", "<mask>");
        string[] special = [cls, settings.Token("pad_token", "<pad>"), sep, settings.Token("unk_token", "<unk>"), mask];
        if (special.FirstOrDefault(token => !pieces.ContainsKey(token)) is { } missing && settings.AddedTokens.TrueForAll(token => token.Content != missing))
            throw new TokenizerException($"vocab.json lacks the special token {missing}.");
        return TokenizerJsonWriter.Write(writer =>
        {
            writer.WriteAddedTokens(settings.AddedTokens.MergedOver(special.Distinct().Where(pieces.ContainsKey).Select(token => AddedToken.OfSpecial(token, pieces[token], leftStrip: token == mask))));
            writer.WriteNull("normalizer");
            WriteByteLevel(writer, "pre_tokenizer", prefixed);
            writer.WriteStartObject("post_processor");
            writer.WriteString("type", "RobertaProcessing");
            WriteToken(writer, "sep", sep, pieces);
            WriteToken(writer, "cls", cls, pieces);
            writer.WriteBoolean("trim_offsets", true);
            writer.WriteBoolean("add_prefix_space", prefixed);
            writer.WriteEndObject();
            WriteByteLevel(writer, "decoder", true);
            WriteModel(writer, pieces, lines);
        });
    }

    private static void WriteModel(Utf8JsonWriter writer, Dictionary<string, int> pieces, List<string> merges)
    {
        writer.WriteStartObject("model");
        writer.WriteString("type", "BPE");
        writer.WriteNull("dropout");
        writer.WriteNull("unk_token");
        writer.WriteString("continuing_subword_prefix", "");
        writer.WriteString("end_of_word_suffix", "");
        writer.WriteBoolean("fuse_unk", false);
        writer.WriteStartObject("vocab");
        foreach (var (piece, id) in pieces.OrderBy(pair => pair.Value))
            writer.WriteNumber(piece, id);
        writer.WriteEndObject();
        writer.WriteStartArray("merges");
        merges.ForEach(writer.WriteStringValue);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteByteLevel(Utf8JsonWriter writer, string role, bool prefixed)
    {
        writer.WriteStartObject(role);
        writer.WriteString("type", "ByteLevel");
        writer.WriteBoolean("add_prefix_space", prefixed);
        writer.WriteBoolean("trim_offsets", true);
        writer.WriteBoolean("use_regex", true);
        writer.WriteEndObject();
    }

    private static void WriteToken(Utf8JsonWriter writer, string role, string token, Dictionary<string, int> pieces)
    {
        writer.WriteStartArray(role);
        writer.WriteStringValue(token);
        writer.WriteNumberValue(pieces.TryGetValue(token, out var id) ? id : throw new TokenizerException($"vocab.json lacks the special token {token}."));
        writer.WriteEndArray();
    }

    private static Dictionary<string, int> Pieces(ReadOnlySpan<byte> vocabulary)
    {
        try
        {
            var json = JsonElement.Parse(vocabulary);
            if (json.ValueKind != JsonValueKind.Object)
                throw new TokenizerException("vocab.json is not an object.");
            var pieces = new Dictionary<string, int>(StringComparer.Ordinal);
            foreach (var entry in json.EnumerateObject())
            {
                if (!pieces.TryAdd(entry.Name, entry.Value.AsCount(entry.Name)))
                    throw new TokenizerException("vocab.json has a piece twice.");
            }
            return pieces;
        }
        catch (JsonException exception)
        {
            throw new TokenizerException("vocab.json is not valid JSON.", exception);
        }
    }

    /// <summary>A merge a line, best first; the first line may name the file's version.</summary>
    private static List<string> Merges(ReadOnlySpan<byte> merges)
    {
        if (!System.Text.Unicode.Utf8.IsValid(merges))
            throw new TokenizerException("merges.txt is not UTF-8.");
        return [.. System.Text.Encoding.UTF8.GetString(merges).Split('\n').Select(line => line.TrimEnd('\r')).Where(line => line.Length > 0 && !line.StartsWith("#version", StringComparison.Ordinal))];
    }
}
