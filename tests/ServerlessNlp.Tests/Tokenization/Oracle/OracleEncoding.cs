using System.Text.Json;
using ServerlessNlp.Tokenization;

namespace ServerlessNlp.Tests.Tokenization.Oracle;

/// <summary>What the oracle made of a text, its offsets in UTF-16 units; or its error.</summary>
internal sealed record OracleEncoding(string? Error, int[] Ids, int[] Types, (int Start, int End)[] Offsets, byte[] Mask, byte[] Attention)
{
    public static OracleEncoding Read(JsonElement answer)
    {
        if (answer.TryGetProperty("error", out var error))
            return new OracleEncoding(error.GetString(), [], [], [], [], []);
        int[] Numbers(string name) => [.. answer.GetProperty(name).EnumerateArray().Select(number => number.GetInt32())];
        var mask = Numbers("mask");
        var offsets = Numbers("offsets");
        return new OracleEncoding(null, Numbers("ids"), Numbers("types"),
            [.. Enumerable.Range(0, mask.Length).Select(i => (offsets[2 * i], offsets[2 * i + 1]))],
            [.. mask.Select(bit => (byte)bit)], [.. Numbers("attention").Select(bit => (byte)bit)]);
    }

    /// <summary>The first difference from our encoding, or null. Their offsets are code points, ours UTF-16 units.</summary>
    public string? DifferenceFrom(Encoding ours, string text, string? pair)
    {
        if (!ours.Ids.SequenceEqual(Ids))
            return $"ids {string.Join(' ', ours.Ids.ToArray())} instead of {string.Join(' ', Ids)}";
        if (!ours.TypeIds.SequenceEqual(Types))
            return $"types {string.Join(' ', ours.TypeIds.ToArray())} instead of {string.Join(' ', Types)}";
        if (!ours.SpecialTokensMask.SequenceEqual(Mask))
            return "another special-token mask";
        if (!ours.AttentionMask.SequenceEqual(Attention))
            return "another attention mask";
        int[] places = CodePointPlaces(text), pairPlaces = CodePointPlaces(pair ?? "");
        for (var i = 0; i < Ids.Length; i++)
        {
            var sequence = ours.SequenceIds[i];
            var map = sequence == 1 ? pairPlaces : places;
            var (start, end) = Offsets[i];
            var expected = sequence < 0 ? (start, end) : (map[start], map[end]);
            if (ours.Offsets[i] != expected)
                return $"offsets {ours.Offsets[i]} instead of {expected} at token {i}";
        }
        return null;
    }

    private static int[] CodePointPlaces(string text)
    {
        var places = new List<int>();
        for (var at = 0; at < text.Length; at += at + 1 < text.Length && char.IsSurrogatePair(text, at) ? 2 : 1)
            places.Add(at);
        places.Add(text.Length);
        return [.. places];
    }
}
