using System.Text;
using System.Text.RegularExpressions;

namespace ServerlessNlp.Documents.Tests.Charsets;

public sealed class CharsetLabelsTests
{
    public static TheoryData<string> Labels => [.. Rows().SelectMany(row => row.Labels)];

    [Theory]
    [MemberData(nameof(Labels))]
    public void Every_label_of_the_standard_names_its_charset(string label)
    {
        var (_, bytes, text) = Rows().Single(row => row.Labels.Contains(label));

        Assert.Equal(text, Read.Bytes(bytes, "a.txt", $"text/plain; charset={label}").Text);
        Assert.Equal(text, Read.Bytes(bytes, "a.txt", $"text/plain; charset=\" {label.ToUpperInvariant()} \"").Text);
        Assert.Equal(text, Read.Bytes(bytes, "a.txt", $"text/plain; charset='{label}'").Text);
    }

    [Theory]
    [InlineData("utf_8")]
    [InlineData("UTF 8")]
    [InlineData("cp65001")]
    public void A_label_may_be_spelled_otherwise(string label) => Assert.Equal("Größe", Read.Bytes(Encoding.UTF8.GetBytes("Größe"), "a.txt", $"text/plain; charset=\"{label}\"").Text);

    [Theory]
    [InlineData("cp-850", "Caf\u0082", "Café")]
    [InlineData("ibm850", "Caf\u0082", "Café")]
    [InlineData("cp437", "Caf\u0082", "Café")]
    [InlineData("latin-1", "Caf\u00E9", "Café")]
    [InlineData("iso-8859_1", "Caf\u00E9", "Café")]
    [InlineData("ansi-1252", "Caf\u00E9", "Café")]
    public void Code_pages_are_known_by_their_numbers(string label, string latin, string text) =>
        Assert.Equal(text, Read.Bytes(Encoding.Latin1.GetBytes(latin), "a.txt", $"text/plain; charset=\"{label}\"").Text);

    [Theory]
    [InlineData("utf-16")]
    [InlineData("unicode")]
    [InlineData("ucs-2")]
    [InlineData("utf-16be")]
    [InlineData("utf-32")]
    public void A_label_of_utf16_on_ascii_is_passed_over(string label)
    {
        Assert.Equal("The invoice.", Read.Text("The invoice.", "a.txt", $"text/plain; charset={label}"));
        Assert.Equal("The invoice.", Read.Text($"<meta charset={label}><p>The invoice.", "a.html"));
    }

    private static IEnumerable<(string[] Labels, byte[] Bytes, string Text)> Rows() =>
        File.ReadLines(Repository.PathOf("tests", "ServerlessNlp.Documents.Tests", "Charsets", "labels.tsv")).Where(line => !line.StartsWith('#'))
            .Select(line => line.Split('\t')).Select(row => (row[1].Split(' '), Convert.FromHexString(row[2]), Regex.Unescape(row[3].Replace(@"\\", @"\\\\"))));
}
