using System.Text;
using Markdig;

namespace ServerlessNlp.Documents.Tests.Formats;

public sealed class MarkdownFormatTests
{
    private static readonly MarkdownPipeline Oracle = new MarkdownPipelineBuilder().UsePipeTables().UseTaskLists().UseEmphasisExtras().UseYamlFrontMatter().Build();

    [Theory]
    [InlineData("# Head #\nOne *two* **three** _four_ `f<b>()`\nfive.\n\nSix", "Head\n\nOne two three four f<b>() five.\n\nSix")]
    [InlineData("Head\n====\nwords\n\n---\nmore", "Head\n\nwords\n\nmore")]
    [InlineData("[a link](http://x/y_z \"title\") and ![a picture](p.png), [that][ref], <http://a.b/c>.\n\n[ref]: http://x", "a link and a picture, that, http://a.b/c.")]
    [InlineData("- one\n- [x] two\n  - three\n1. four\n\n> five\n> six", "one\n\ntwo\n\nthree\n\nfour\n\nfive six")]
    [InlineData("| A | B |\n|---|:-:|\n| 1 | `2` |", "A\tB\n\n1\t2")]
    [InlineData("```cs\nvar a = \"<b>\";\n  # no head\n```\nwords", "var a = \"<b>\";\n  # no head\n\nwords")]
    [InlineData("---\ntitle: x\n---\nwords", "words")]
    [InlineData("snake_case_name, 2 * 3 * 4, \\*no\\*, a**b**c, ~~gone~~", "snake_case_name, 2 * 3 * 4, *no*, abc, gone")]
    [InlineData("one<br>two &amp; <b>three</b> <!-- no\nno --> four\n\n<div hidden>\n\nno\n\n</div>\n", "one\ntwo & three four")]
    [InlineData("A note[^1].\n\n[^1]: The note.", "A note.\n\nThe note.")]
    [InlineData("one  \ntwo\\\nthree", "one\ntwo\nthree")]
    [InlineData("[not a link] and [x](", "[not a link] and [x](")]
    public void Markdown_is_read_as_prose(string markdown, string text) => Assert.Equal(text, Read.Text(markdown, "a.md"));

    /// <summary>Pages as people write them read the same as through a full implementation of CommonMark.</summary>
    [Fact]
    public void The_pages_of_this_repository_read_as_by_markdig()
    {
        var pages = Directory.EnumerateFiles(Repository.PathOf("docs"), "*.md")
            .Append(Repository.PathOf("README.md"));
        foreach (var page in pages)
        {
            var markdown = File.ReadAllText(page);
            Assert.Equal(Words(Read.Bytes(Encoding.UTF8.GetBytes(Markdown.ToHtml(markdown, Oracle)), "a.html").Text), Words(Read.Text(markdown, "a.md")));
        }
    }

    // Markdown of at most the longest document for which other implementations take many seconds.
    [Theory]
    [InlineData("[a](")]
    [InlineData("[[]](")]
    [InlineData("*a_ ")]
    [InlineData("**a ")]
    [InlineData("a**b")]
    [InlineData("` `` ")]
    [InlineData("> ")]
    [InlineData("- ")]
    [InlineData("[^a]")]
    [InlineData("[a][")]
    [InlineData("<a ")]
    [InlineData("|a")]
    [InlineData("[a]: b\n")]
    [InlineData("- a\n  ")]
    [InlineData("\\")]
    [InlineData("![")]
    public void Markdown_that_is_made_to_hurt_is_read_in_passing(string piece)
    {
        var markdown = string.Concat(Enumerable.Repeat(piece, 125_000 / piece.Length));

        Assert.InRange(Read.Bytes(Encoding.ASCII.GetBytes(markdown), "a.md", maxCharacters: 10_000_000).Text.Length, 0, 1_000_000);
    }

    private static string[] Words(string text) => text.Split((char[])[' ', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries);
}
