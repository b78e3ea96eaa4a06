using System.Text.Json.Nodes;
using ServerlessNlp.Compiler.Checkpoints;
using ServerlessNlp.Compiler.Packaging;
using ServerlessNlp.Tokenization;

namespace ServerlessNlp.Compiler.Shrinking;

/// <summary>
/// Drops the pieces that texts never use. What remains keeps its order, and those texts their tokens: the pieces that were chosen are all
/// there, and of the others only such as were not. Single characters stay, so that any word still comes apart into pieces.
/// </summary>
internal static class VocabularyPruner
{
    /// <summary>The ids that stay, in their order.</summary>
    /// <exception cref="CompilerException">The tokenizer is of a kind that cannot be made smaller.</exception>
    public static int[] Keep(Tokenizer tokenizer, IEnumerable<string> texts, CancellationToken cancellationToken)
    {
        var model = Model(JsonNode.Parse(tokenizer.ToJson())!);
        var used = new bool[tokenizer.VocabularySize];
        var options = new EncodeOptions { IgnoreFileSettings = true };
        foreach (var text in texts)
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var id in tokenizer.Encode(text, null, options).Ids)
                used[id] = true;
        }
        if (model["vocab"] is JsonArray scores)
            // The score of an unknown character follows from the lowest of all.
            used[Enumerable.Range(0, scores.Count).MinBy(id => scores[id]![1]!.GetValue<double>())] = true;
        foreach (var special in SpecialIds(JsonNode.Parse(tokenizer.ToJson())!))
            used[special] = true;
        var prefix = model["continuing_subword_prefix"]?.GetValue<string>() ?? "▁";
        return [.. Enumerable.Range(0, used.Length).Where(id => used[id] || IsCharacter(tokenizer.IdToToken(id), prefix))];
    }

    /// <summary>The tokenizer with the kept pieces alone, numbered anew.</summary>
    public static Tokenizer Prune(Tokenizer tokenizer, int[] kept)
    {
        var root = JsonNode.Parse(tokenizer.ToJson())!;
        var newIds = kept.Select((id, index) => (id, index)).ToDictionary(pair => pair.id, pair => pair.index);
        var model = Model(root);
        if (model["vocab"] is JsonArray scores)
            model["vocab"] = new JsonArray([.. Enumerable.Range(0, scores.Count).Where(newIds.ContainsKey).Select(id => scores[id]!.DeepClone())]);
        else
            model["vocab"] = new JsonObject(model["vocab"]!.AsObject().Where(entry => newIds.ContainsKey(entry.Value!.GetValue<int>())).Select(entry => KeyValuePair.Create(entry.Key, (JsonNode?)newIds[entry.Value!.GetValue<int>()])));
        Renumber(model, "unk_id", newIds);
        foreach (var token in root["added_tokens"] as JsonArray ?? [])
            Renumber(token!.AsObject(), "id", newIds);
        if (root["padding"] is JsonObject padding)
            Renumber(padding, "pad_id", newIds);
        RenumberProcessor(root["post_processor"], newIds);
        return Tokenizer.FromJson(TokenizerJson.Bytes(root));
    }

    /// <summary>The checkpoint with the vectors of the kept pieces alone.</summary>
    public static IWeightSource Prune(IWeightSource weights, int[] kept)
    {
        var name = ReplacedWeights.WordEmbeddings(weights);
        var size = (int)weights.Weights[name].Shape[1];
        var table = weights.Read(name);
        var rows = new float[kept.Length * size];
        for (var row = 0; row < kept.Length; row++)
            table.AsSpan(kept[row] * size, size).CopyTo(rows.AsSpan(row * size));
        return new ReplacedWeights(weights, new Dictionary<string, (long[], float[])> { [name] = ([kept.Length, size], rows) });
    }

    private static JsonObject Model(JsonNode root) => root["model"] is JsonObject model && (model["vocab"] is JsonArray || model["continuing_subword_prefix"] is not null && model["merges"] is null)
        ? model
        : throw new CompilerException("--vocabulary is for WordPiece and Unigram vocabularies (BERT's and ALBERT's kinds): the merges of BPE build on each other.");

    private static bool IsCharacter(string? piece, string prefix)
    {
        var text = piece is not null && piece.StartsWith(prefix, StringComparison.Ordinal) ? piece[prefix.Length..] : piece;
        // Characters beyond Latin, Greek and Cyrillic stay only where the texts have them.
        return text is { Length: <= 1 } && (text.Length == 0 || text[0] < '\u0530');
    }

    private static IEnumerable<int> SpecialIds(JsonNode root)
    {
        foreach (var token in root["added_tokens"] as JsonArray ?? [])
            yield return token!["id"]!.GetValue<int>();
        if (root["model"]!["unk_id"] is JsonValue unknown)
            yield return unknown.GetValue<int>();
        if (root["model"]!["vocab"] is JsonObject pieces && root["model"]!["unk_token"] is JsonValue unknownPiece && pieces[unknownPiece.GetValue<string>()] is { } id)
            yield return id.GetValue<int>();
    }

    private static void RenumberProcessor(JsonNode? processor, Dictionary<int, int> newIds)
    {
        if (processor is not JsonObject fields)
            return;
        foreach (var part in fields["processors"] as JsonArray ?? [])
            RenumberProcessor(part, newIds);
        foreach (var name in new[] { "cls", "sep" })
        {
            if (fields[name] is JsonArray pair)
                pair[1] = newIds[pair[1]!.GetValue<int>()];
        }
        foreach (var token in fields["special_tokens"] as JsonObject ?? [])
            token.Value!["ids"] = new JsonArray([.. token.Value["ids"]!.AsArray().Select(id => (JsonNode)newIds[id!.GetValue<int>()])]);
    }

    private static void Renumber(JsonObject owner, string name, Dictionary<int, int> newIds)
    {
        if (owner[name] is JsonValue value)
            owner[name] = newIds[value.GetValue<int>()];
    }
}
