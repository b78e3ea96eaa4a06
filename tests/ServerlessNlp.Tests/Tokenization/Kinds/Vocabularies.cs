using System.Text;
using System.Text.Json.Nodes;
using ServerlessNlp.Tests.Tokenization.Oracle;
using ServerlessNlp.Tokenization.Normalization;

namespace ServerlessNlp.Tests.Tokenization.Kinds;

/// <summary>Small vocabularies made of the corpus: as exact as large ones, and there in a clean clone.</summary>
internal static class Vocabularies
{
    private static readonly string[] Words = [.. Corpus.Sentences.SelectMany(Pieces), .. Corpus.Sentences.SelectMany(sentence => Pieces(sentence.ToLowerInvariant()))];

    /// <summary>{"piece": id}: special tokens, every character alone and continued, and frequent parts of words.</summary>
    public static JsonObject WordPiece(string prefix, params string[] specialTokens)
    {
        var pieces = new List<string>(specialTokens);
        foreach (var word in Words.Distinct())
        {
            var runes = word.EnumerateRunes().Select(rune => rune.ToString()).ToArray();
            foreach (var rune in runes)
                pieces.AddRange([rune, prefix + rune]);
            for (var length = 2; length <= Math.Min(7, runes.Length); length++)
            {
                // Not every part, so that words are also divided oddly or not at all.
                for (var at = 0; at + length <= runes.Length; at += 1 + length % 3)
                    pieces.Add((at > 0 ? prefix : "") + string.Concat(runes.Skip(at).Take(length)));
            }
        }
        // Some characters are missing, so that there are unknown words.
        var ids = new JsonObject();
        foreach (var piece in pieces.Distinct().Where(piece => !piece.Contains('ü') && !piece.Contains('由')))
            ids.Add(piece, ids.Count);
        return ids;
    }

    /// <summary>[["piece", score]]: special tokens, bytes if asked for, parts of words by their frequency; some have equal scores.</summary>
    public static JsonArray Unigram(bool bytes, params string[] specialTokens)
    {
        var pieces = specialTokens.Select(token => (Text: token, Score: 0.0)).ToList();
        if (bytes)
            pieces.AddRange(Enumerable.Range(0, 256).Select(value => ($"<0x{value:X2}>", 0.0)));
        var counts = new Dictionary<string, int>();
        foreach (var word in Corpus.Sentences.SelectMany(sentence => (sentence + " " + sentence.ToLowerInvariant()).Split(' ')))
        {
            var runes = ("▁" + word).EnumerateRunes().Select(rune => rune.ToString()).ToArray();
            for (var at = 0; at < runes.Length; at++)
            {
                for (var length = 1; length <= Math.Min(8, runes.Length - at); length++)
                {
                    var part = string.Concat(runes.Skip(at).Take(length));
                    counts[part] = counts.GetValueOrDefault(part) + length;
                }
            }
        }
        var total = (double)counts.Values.Sum();
        pieces.AddRange(counts.Where(part => !part.Key.Contains('由') && !part.Key.Contains('ö'))
            .Select((part, index) => (part.Key, (double)(float)(index % 5 == 0 ? -7.5 : Math.Log(part.Value / total)))));
        return [.. pieces.Select(piece => (JsonNode)new JsonArray(piece.Text, piece.Score))];
    }

    /// <summary>A BPE vocabulary and its merges, trained on words; byte-level ones are in GPT-2's alphabet, with the space before them.</summary>
    public static (JsonObject Ids, JsonArray Merges) Bpe(bool byteLevel, string prefix, string suffix, int mergeCount, params string[] specialTokens)
    {
        var words = Corpus.Sentences.SelectMany(sentence => sentence.Split(' ')).SelectMany(word => new[] { word, (byteLevel ? " " : "▁") + word })
            .Select(word => Symbols(word, byteLevel, prefix, suffix)).ToList();
        var ids = new JsonObject();
        foreach (var token in specialTokens.Concat(byteLevel ? Enumerable.Range(0, 256).Select(value => char.ConvertFromUtf32(ByteLevelAlphabet.CodePointOf((byte)value))) : []).Concat(words.SelectMany(word => word)).Distinct())
            ids.Add(token, ids.Count);
        var merges = new JsonArray();
        for (; mergeCount > 0; mergeCount--)
        {
            var best = words.SelectMany(word => word.Zip(word.Skip(1))).CountBy(pair => pair).OrderByDescending(pair => pair.Value)
                .ThenBy(pair => pair.Key.First + pair.Key.Second, StringComparer.Ordinal).First().Key;
            var merged = best.First + best.Second[prefix.Length..];
            merges.Add((JsonNode)new JsonArray(best.First, best.Second));
            ids.TryAdd(merged, ids.Count);
            foreach (var word in words)
            {
                for (var at = 0; at + 1 < word.Count; at++)
                {
                    if (word[at] != best.First || word[at + 1] != best.Second)
                        continue;
                    word[at] = merged;
                    word.RemoveAt(at + 1);
                }
            }
        }
        return (ids, merges);
    }

    private static List<string> Symbols(string word, bool byteLevel, string prefix, string suffix)
    {
        var symbols = byteLevel
            ? Encoding.UTF8.GetBytes(word).Select(value => char.ConvertFromUtf32(ByteLevelAlphabet.CodePointOf(value))).ToList()
            : word.EnumerateRunes().Select(rune => rune.ToString()).ToList();
        for (var i = 1; i < symbols.Count; i++)
            symbols[i] = prefix + symbols[i];
        if (symbols.Count > 0)
            symbols[^1] += suffix;
        return symbols;
    }

    /// <summary>Runs of letters and digits, and everything else by itself.</summary>
    private static IEnumerable<string> Pieces(string sentence)
    {
        var word = new StringBuilder();
        foreach (var rune in sentence.EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) == System.Globalization.UnicodeCategory.NonSpacingMark)
            {
                word.Append(rune);
                continue;
            }
            if (word.Length > 0)
                yield return word.ToString();
            word.Clear();
            if (!Rune.IsWhiteSpace(rune))
                yield return rune.ToString();
        }
        if (word.Length > 0)
            yield return word.ToString();
    }
}
