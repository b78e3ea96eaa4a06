using System.Text;
using System.Text.RegularExpressions;
using Markdig;

namespace ServerlessNlp.Documents.Tests.Formats;

public sealed partial class MarkdownFormatTests
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
            // A picture's text is its description, where a page shows the picture.
            var html = Picture.Replace(Markdown.ToHtml(markdown, Oracle), "$1");
            Assert.Equal(Words(Read.Bytes(Encoding.UTF8.GetBytes(html), "a.html").Text), Words(Read.Text(markdown, "a.md")));
        }
    }

    /// <summary>Random Markdown reads the same as through Markdig, which is an implementation of CommonMark that shares nothing with ours.</summary>
    [Fact]
    public void Random_markdown_reads_as_by_markdig()
    {
        string[] pieces =
        [
            "a", "b ", "word ", "*", "**", "_", "__", "`", "``", "(", ")", "[y](/u)", "\n", "\n\n", "> ", "- ", "1. ", "    ", "  ", "\t", "# ", "===\n", "---\n",
            "```\n", "~~~\n", "<br>", "&amp;", "&", "<http://e.org>", "<!-- c -->", "\n<div>\n", "x", "é", "+ ", "***\n", ".", ",", "}",
        ];
        var random = new Random(20261125);
        var commonMark = new MarkdownPipelineBuilder().Build();
        for (var i = 0; i < 3000; i++)
        {
            var markdown = "a\n" + string.Concat(random.GetItems(pieces, random.Next(2, 14)));

            Assert.Equal(string.Concat(Words(Read.Text(Markdown.ToHtml(markdown, commonMark), "a.html"))), string.Concat(Words(Read.Text(markdown, "a.md"))));
        }
    }

    [Theory]
    [InlineData("[Anna]: Yes.\n\n[Ben]: No.", "[Anna]: Yes.\n\n[Ben]: No.")]
    [InlineData("[1]: https://example.org/a \"T\"\n[2]: <b c>\n[3]: ../d.md\nSee [this][1], [2] and [that][3].", "See this, 2 and that.")]
    [InlineData("[a]: https://example.org\n\n[a] and [b] and [b][a] and [a][b]", "a and [b] and b and [a][b]")]
    [InlineData("[//]: # (a remark)\n\nText.", "Text.")]
    [InlineData("If a<b and b>c, then x<y>z.", "If a<b and b>c, then x<y>z.")]
    [InlineData("Put <your-name> and <file> into List<string> or List<object> of T.", "Put <your-name> and <file> into List<string> or List<object> of T.")]
    [InlineData("H<sub>2</sub>O, <b>bold</b> <script>x</script>and <select>never closed", "H2O, bold and <select>never closed")]
    [InlineData("AT&T, &copy; &nosuch; &#65; &amp;amp;", "AT&T, © &nosuch; A &amp;")]
    [InlineData("The war began in\n1914. It was long.", "The war began in 1914. It was long.")]
    [InlineData("1914. It was long.\n\n3. one\n4. two", "1914. It was long.\n\n3. one\n\n4. two")]
    [InlineData("1. one\n2. two\n\n   more\n10. ten", "one\n\ntwo\n\nmore\n\nten")]
    [InlineData("7. ```\n   code\n   ```\n8.\n\nend", "7.\n\ncode\n\n8.\n\nend")]
    [InlineData("---\n\nA rule first.\n\n---\n\nEnd.", "A rule first.\n\nEnd.")]
    [InlineData("---\nNot front matter, but prose.\n\n---\nEnd.", "Not front matter, but prose.\n\nEnd.")]
    [InlineData("---\ntitle: x\nlist:\n- a\n# c\ntext: |\n  words\n...\nEnd.", "End.")]
    [InlineData("+++\n# c\n[a]\nx = 1\ny = [\n1]\n+++\nEnd.", "End.")]
    [InlineData("+++\nwords\n+++", "+++ words +++")]
    [InlineData("A | B\n-|-\n`x|y` | z \\| w | more\nonly\n\nEnd", "A\tB\n\nx|y\tz | w\tmore\n\nonly\n\nEnd")]
    [InlineData("words\n| A |\n|---|\n| 1 |\n> quote", "words\n\nA\n\n1\n\nquote")]
    [InlineData("| no | table |\n\na | b", "| no | table |\n\na | b")]
    [InlineData("- a\n\n      code\n\n  - b\n\n    words *of* b\n- [ ] c", "a\n\ncode\n\nb\n\nwords of b\n\nc")]
    [InlineData("> - a\nlazy\n>\n> # h\n>> ```\n>> > x\nout", "a lazy\n\nh\n\n> x\n\nout")]
    [InlineData("\tvar a = b[0][1];\n\n\tif (a < b) *c = d;", "var a = b[0][1];\n\nif (a < b) *c = d;")]
    [InlineData("Let $x_{i}*y^{2}*z$ and $$\\frac{a}{b}$$ be; it costs $5 and *not* $6.", "Let $x_{i}*y^{2}*z$ and $$\\frac{a}{b}$$ be; it costs $5 and not $6.")]
    [InlineData("2*3*4, 2**3**4, x*y*z, f(*args, **kwargs)", "2*3*4, 2**3**4, xyz, f(*args, **kwargs)")]
    [InlineData("A note[^n], none[^x].\n\n[^n]: It says\n    more.\n\n    And more.", "A note, none[^x].\n\nIt says more.\n\nAnd more.")]
    [InlineData("~~gone~~ ~one~ ~~~three~~~ ~5 to ~10", "gone one ~~~three~~~ ~5 to ~10")]
    [InlineData("![a ![b](c) d](data:image/png;base64,AAAA) [![x](y)](z) [t](<a b> 'c') [u]() [v](a\nb)", "a b d x t u [v](a b)")]
    [InlineData("<div>\n*raw*\n\n*read*\n\n</div>\n<!-- a\n\nb --> c\n\nd", "*raw*\n\nread\n\nc\n\nd")]
    [InlineData("Title\n===\nSub *t*\n--\n# Head #\n## C#\n#\n#no\n***", "Title\n\nSub t\n\nHead\n\nC#\n\n#no")]
    public void What_is_no_markup_is_text(string markdown, string text) => Assert.Equal(text, Read.Text(markdown, "a.md"));

    public static TheoryData<string> Hostile =>
    [
        "[a](", "[[]](", "*a_ ", "**a ", "a**b", "` `` ", "> ", "- ", "[^a]", "[a][", "<a ", "|a", "[a]: b\n", "- a\n  ", "\\", "![",
        "[a]: /b\n", "[a]: /b \"\n", "[a](b '", "[a](<b", "[^a]: b\n", "<!--", "<?", "<![CDATA[", "<!A", "<a b='", "<object>", "a<b>", "~~a", "***a", "a_b", "[", "$a", "$$", "&a;",
        "|a|b|\n|-|-|\n", "a\n|-|-|\n", "a\n-\n", "`|", "`a", "> - ", "- - ", "1986. a\n", "\n    a", "\t", "x\n\n", "\n- a\n\n", "<div>\n", "<p\n", "[x](/u)*a",
    ];

    // Markdown of the longest document, for some of which other implementations take minutes.
    [Theory]
    [MemberData(nameof(Hostile))]
    public void Markdown_that_is_made_to_hurt_is_read_in_passing(string piece)
    {
        var markdown = string.Concat(Enumerable.Repeat(piece, 125_000 / piece.Length));
        try
        {
            Assert.InRange(Read.Bytes(Encoding.ASCII.GetBytes(markdown), "a.md", maxCharacters: 10_000_000).Text.Length, 0, 1_000_000);
        }
        catch (NlpException refused)
        {
            // Only HTML in it may be more than is read.
            Assert.Contains('<', piece);
            Assert.Contains("nested", refused.Message);
        }
    }

    [Fact]
    public void A_long_paragraph_of_marks_is_refused_before_it_takes_memory()
    {
        foreach (var piece in new[] { "*a_ ", "[", "x\n\n" })
        {
            var markdown = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(piece, 5_000_000 / piece.Length)));

            Assert.Equal(ErrorCode.DocumentTooLong, Read.Refused(markdown, "a.md").Code);
        }
    }

    private static string[] Words(string text) => text.Split((char[])[' ', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries);

    [GeneratedRegex("<img [^>]*alt=\"([^\"]*)\"[^>]*>")]
    private static partial Regex Picture { get; }
}
