using System.Buffers.Binary;
using System.Text;

namespace ServerlessNlp.Tests.Tokenization.Kinds;

/// <summary>
/// Builds what SentencePiece compiles its normalisation rules to: a darts-clone double array over UTF-8 and the
/// replacements. The rules here are of the kind of nmt_nfkc: NFKC by the runtime, odd spaces, dropped controls.
/// </summary>
internal static class Charsmap
{
    public static byte[] NmtNfkc { get; } = Build(Rules());

    private static SortedDictionary<string, string> Rules()
    {
        var rules = new SortedDictionary<string, string>(StringComparer.Ordinal);
        for (var c = 1; c < 0x3400; c++)
        {
            var text = ((char)c).ToString();
            var normalized = IsAssigned(c) ? text.Normalize(NormalizationForm.FormKC) : text;
            if (c is 9 or 10 or 13 or 0xA0 or 0x1680 or (>= 0x2000 and <= 0x200F) or 0x2028 or 0x2029 or 0x202F or 0x3000 or 0x2581)
                rules[text] = " ";
            else if (c < 0x20 || c is 0x7F or 0xAD)
                rules[text] = "";
            else if (normalized != text)
                rules[text] = normalized;
            // What composes is a key of two characters.
            var decomposed = IsAssigned(c) ? text.Normalize(NormalizationForm.FormD) : text;
            if (decomposed.Length is 2 or 3 && decomposed.Normalize(NormalizationForm.FormC) == text)
                rules[decomposed] = text;
        }
        rules["ﬁ"] = "fi";
        rules["\r\n"] = " ";
        rules["é́"] = "e";
        rules["𝒜"] = "A";
        rules["👍🏽"] = "thumb";
        rules["ﷺ"] = "صلى الله عليه وسلم";
        return rules;
    }

    private static bool IsAssigned(int c) => char.GetUnicodeCategory((char)c) != System.Globalization.UnicodeCategory.OtherNotAssigned;

    private static byte[] Build(SortedDictionary<string, string> rules)
    {
        var replacements = new MemoryStream();
        var keys = rules.Select(rule =>
        {
            var start = (int)replacements.Position;
            replacements.Write(Encoding.UTF8.GetBytes(rule.Value));
            replacements.WriteByte(0);
            return (Key: Encoding.UTF8.GetBytes(rule.Key), Value: start);
        }).ToList();
        var trie = new DoubleArray(keys).Units;
        var bytes = new byte[4 + trie.Count * 4 + replacements.Length];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, trie.Count * 4);
        for (var i = 0; i < trie.Count; i++)
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(4 + i * 4), trie[i]);
        replacements.ToArray().CopyTo(bytes, 4 + trie.Count * 4);
        return bytes;
    }

    /// <summary>A unit is a label, a flag that a key ends (bit 8), and how far its children are (from bit 10, by exclusive or).</summary>
    private sealed class DoubleArray
    {
        private readonly HashSet<int> _taken = [0];

        public DoubleArray(List<(byte[] Key, int Value)> keys) => Add(0, keys, 0);

        public List<uint> Units { get; } = [.. new uint[256]];

        private void Add(int node, List<(byte[] Key, int Value)> keys, int depth)
        {
            var children = keys.Where(key => key.Key.Length > depth).GroupBy(key => key.Key[depth]).ToList();
            var ended = keys.Where(key => key.Key.Length == depth).Select(key => (int?)key.Value).FirstOrDefault();
            List<byte> labels = [.. children.Select(child => child.Key)];
            if (ended is not null)
                labels.Add(0);
            var place = 1;
            while (labels.Exists(label => _taken.Contains(place ^ label)))
                place++;
            foreach (var label in labels)
                _taken.Add(place ^ label);
            while (Units.Count <= (place | 0xFF))
                Units.AddRange(new uint[256]);
            Units[node] |= (uint)(node ^ place) << 10 | (ended is null ? 0 : 1u << 8);
            if (ended is { } value)
                Units[place] = (uint)value | 0x8000_0000;
            foreach (var child in children)
            {
                Units[place ^ child.Key] = child.Key;
                Add(place ^ child.Key, [.. child], depth + 1);
            }
        }
    }
}
