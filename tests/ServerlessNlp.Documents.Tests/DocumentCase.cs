using System.Text.RegularExpressions;

namespace ServerlessNlp.Documents.Tests;

/// <summary>
/// A document of a kind that was read wrong once, and what is right, in <c>NAME.expected.txt</c>: its text, where white space does
/// not count; or, after <c>contains each of:</c>, lines that it has. A last line <c>[blob content type: …]</c> says its content type.
/// </summary>
internal sealed partial record DocumentCase(string Path, string Expected, string? ContentType)
{
    private const string Suffix = ".expected.txt";
    private const string Contains = "contains each of:";

    /// <summary>The names of the cases in a folder that are documents and have an expectation.</summary>
    public static IEnumerable<string> NamesIn(string folder) =>
        Directory.EnumerateFiles(folder, "*" + Suffix).Select(file => System.IO.Path.GetFileName(file)[..^Suffix.Length]).Order(StringComparer.Ordinal);

    public static DocumentCase Open(string folder, string name)
    {
        var path = System.IO.Path.Combine(folder, name);
        var expected = File.ReadAllText(path + Suffix);
        var type = ContentTypeLine().Match(expected);
        return new DocumentCase(path, type.Success ? expected[..type.Index] : expected, type.Success ? type.Groups[1].Value : null);
    }

    /// <summary>Reads the document, and compares.</summary>
    public void Check()
    {
        var text = Read.Bytes(File.ReadAllBytes(Path), System.IO.Path.GetFileName(Path), ContentType).Text;
        if (!Expected.StartsWith(Contains, StringComparison.Ordinal))
            Assert.Equal(WithoutSpace(Expected), WithoutSpace(text));
        else
            Assert.All(Expected[Contains.Length..].Split('\n').Select(WithoutSpace), line => Assert.Contains(line, WithoutSpace(text)));
    }

    private static string WithoutSpace(string text) => string.Concat(text.Where(character => !char.IsWhiteSpace(character)));

    [GeneratedRegex(@"\s*\[blob content type: ([^\]]+)\]\s*\z")]
    private static partial Regex ContentTypeLine();
}
