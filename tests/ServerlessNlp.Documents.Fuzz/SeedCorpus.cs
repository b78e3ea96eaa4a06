using ServerlessNlp.Documents.Fuzz.Mutation;

namespace ServerlessNlp.Documents.Fuzz;

/// <summary>Documents to change, by extension: the fixtures and reported cases of the tests, and short ones of its own.</summary>
internal sealed class SeedCorpus
{
    // What changes much of a large file reads little of it.
    private const int MaxBytes = 64 << 10;

    private static readonly Dictionary<string, string> Own = new()
    {
        [".txt"] = "Größe, naïve, 日本語. A sentence, and another.\r\n",
        [".md"] = "# Head\n\n- a *b* [c](d)\n  - e\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```\ncode\n```\n<b>x</b> `y` [z]\n\n[z]: u\n",
        [".html"] = "<!doctype html><meta charset=utf-8><title>t</title><p hidden>x<p>One <b>two</b> &amp; <script>x</script><pre>y</pre><table><tr><td>z</table><ruby>a<rt>b</ruby>",
        [".json"] = """{"id":1,"text":"Words \u00e9 and more","tags":["a",null,true]}""",
        [".csv"] = "id,text\n1,\"One, two\"\n2,three\n",
        [".rtf"] = "{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0 A;}{\\f1\\fcharset128 B;}}\\uc1 Gr\\'f6\\u223?e {\\f1 \\'93\\'fa}\\par{\\footnote n}\\intbl a\\cell b\\cell\\row}",
        [".eml"] = "From: a@b\r\nMIME-Version: 1.0\r\nSubject: =?utf-8?Q?Gr=C3=B6=C3=9Fe?=\r\nContent-Type: multipart/alternative; boundary=\"xx\"\r\n\r\n--xx\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nGr=C3=B6=C3=9Fe\r\n--xx\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\nPHA+V29yZHM=\r\n--xx--\r\n",
    };

    private readonly Dictionary<string, List<byte[]>> _seeds = [];

    public SeedCorpus(string repository)
    {
        foreach (var (extension, text) in Own)
            Add(extension, System.Text.Encoding.UTF8.GetBytes(text));
        foreach (var folder in new[] { "Fixtures", "Cases" })
        {
            foreach (var file in Directory.EnumerateFiles(Path.Combine(repository, "tests", "ServerlessNlp.Documents.Tests", folder)).Order(StringComparer.Ordinal).Where(file => !file.EndsWith(".expected.txt", StringComparison.Ordinal) && Path.GetFileName(file) != "README.md" && new FileInfo(file).Length <= MaxBytes))
                Add(Path.GetExtension(file), File.ReadAllBytes(file));
        }
    }

    public IReadOnlyList<string> Extensions => [.. _seeds.Keys.Order(StringComparer.Ordinal)];

    /// <summary>The changed document of a number.</summary>
    public byte[] Input(string extension, int seed, long number)
    {
        var random = new Random(HashCode(seed, number));
        var seeds = _seeds[extension];
        var (document, other) = (seeds[random.Next(seeds.Count)], seeds[random.Next(seeds.Count)]);
        var words = FormatWords.Of(extension);
        return ArchiveMutator.IsArchive(document) ? ArchiveMutator.Mutate(document, other, words, random) : Mutator.Mutate(document, other, words, random);
    }

    private void Add(string extension, byte[] bytes)
    {
        if (!_seeds.TryGetValue(extension, out var seeds))
            _seeds[extension] = seeds = [];
        seeds.Add(bytes);
    }

    // The runtime's own differs from run to run.
    private static int HashCode(int seed, long number) => unchecked((int)((((ulong)seed << 40) ^ (ulong)number) * 0x9E3779B97F4A7C15 >> 33));
}
