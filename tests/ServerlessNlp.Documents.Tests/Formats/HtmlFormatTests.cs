namespace ServerlessNlp.Documents.Tests.Formats;

public sealed class HtmlFormatTests
{
    [Theory]
    [InlineData("<h1>Head</h1><p>One\n  two <b>three</b>,<i>four</i>.<p>Five", "Head\n\nOne two three,four.\n\nFive")]
    [InlineData("One<br>two<BR/>three", "One\ntwo\nthree")]
    [InlineData("<ul><li>One<li>Two</ul>Three", "One\n\nTwo\n\nThree")]
    [InlineData("<table><tr><th>A<th>B<tr><td>1<td>2</table>", "A\tB\n\n1\t2")]
    [InlineData("<pre>a\n  b</pre><p>c  d</p>", "a\n  b\n\nc d")]
    [InlineData("a &amp; b &eacute;&#233;&#xE9; &lt;p&gt; &nbsp;.", "a & b ééé <p> \u00A0.")]
    [InlineData("&#xD800; &#0; &#x110000;", "\uFFFD \uFFFD \uFFFD")]
    [InlineData("<title>Not this</title><body>This", "This")]
    [InlineData("a<script>if (a<b) '</p>'; //<!-- <script> </script> </script>b", "ab")]
    [InlineData("a<style>p{}</style><template><p>x<template>y</template>z</template>b", "ab")]
    [InlineData("a<!-- <p>x -->b<![CDATA[x]]>c", "abc")]
    [InlineData("a<svg><title>x</title><style>y</style><g/><text>z</text></svg>b", "ab")]
    [InlineData("a<noscript>x</noscript><iframe>y</iframe><textarea>z</p></textarea><select><option>w</select>b", "ab")]
    [InlineData("a<div hidden>x<div>y</div>z</div><p style='Display : none'>x<p>b", "a\n\nb")]
    [InlineData("<body style='display:none'>a<input hidden>b", "ab")]
    [InlineData("<svg>never closed<body>a", "a")]
    [InlineData("a < b and c > d & e", "a < b and c > d & e")]
    [InlineData("</p></b>a</template>b</pre>c", "ab\n\nc")]
    [InlineData("a<p>", "a")]
    [InlineData("<p>", "")]
    [InlineData("<plaintext>a <b> c", "a <b> c")]
    public void Html_is_read_as_a_reader_sees_it(string html, string text) => Assert.Equal(text, Read.Text(html, "a.html"));

    [Fact]
    public void Xhtml_closes_its_empty_scripts() =>
        Assert.Equal("Words", Read.Text("<?xml version='1.0'?><html><head><script src='x'/><title/></head><body><p>Words</p></body></html>"));

    // Each takes a parser which builds a tree, or looks again and again, minutes or all memory for some megabytes.
    [Theory]
    [InlineData("<b>", "", 300_000)]
    [InlineData("<div>", "", 200_000)]
    [InlineData("<a href=x><b id=1><i><u><p>", "", 300_000)]
    [InlineData("<table><a>", "", 500_000)]
    [InlineData("<template>", "", 100_000)]
    [InlineData("</p>", "", 200_000)]
    [InlineData("<!--", "", 200_000)]
    [InlineData("<a ", "", 200_000)]
    [InlineData("x='", "<a ", 200_000)]
    [InlineData("<script>", "", 100_000)]
    [InlineData("<meta http-equiv=", "", 500_000)]
    [InlineData("\n\t ", "a", 300_000)]
    public void A_page_that_is_made_to_hurt_is_read_in_passing(string piece, string before, int count)
    {
        var html = before + string.Concat(Enumerable.Repeat(piece, count)) + "<p>end";

        Assert.InRange(Read.Bytes(System.Text.Encoding.ASCII.GetBytes(html), "a.html").Text.Length, 0, 100);
    }

    [Fact]
    public void A_page_with_too_much_text_is_refused_as_soon_as_that_is_seen()
    {
        var html = "<p>" + string.Concat(Enumerable.Repeat("<br>word ", 1_000_000));

        Assert.Equal(ErrorCode.DocumentTooLong, Read.Refused(html, "a.html").Code);
    }
}
