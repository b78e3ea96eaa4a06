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
    [InlineData("</p></b>a</template>b</pre>c", "abc")]
    [InlineData("a<p>", "a")]
    [InlineData("<p>", "")]
    [InlineData("<plaintext>a <b> c", "a <b> c")]
    public void Html_is_read_as_a_reader_sees_it(string html, string text) => Assert.Equal(text, Read.Text(html, "a.html"));

    [Fact]
    public void Xhtml_closes_its_empty_scripts() =>
        Assert.Equal("Words", Read.Text("<?xml version='1.0'?><html><head><script src='x'/><title/></head><body><p>Words</p></body></html>"));

    // What ends an element without an end tag (HTML, section 13.1.2.4): what comes after is read although what was before is hidden.
    [Theory]
    [InlineData("<ul><li hidden>x<li>b</ul>")]
    [InlineData("<ul><li hidden>x</ul>b")]
    [InlineData("<dl><dt hidden>x<dd>b</dl>")]
    [InlineData("<dl><dd hidden>x<dt>b</dl>")]
    [InlineData("<table><tr><td hidden>x<td>b</table>")]
    [InlineData("<table><tr><th hidden>x<td>b</table>")]
    [InlineData("<table><tr hidden><td>x<tr><td>b</table>")]
    [InlineData("<table><thead hidden><tr><td>x<tbody><tr><td>b</table>")]
    [InlineData("<table><tbody hidden><tr><td>x<tfoot><tr><td>b</table>")]
    [InlineData("<table><caption hidden>x<tr><td>b</table>")]
    [InlineData("<table><colgroup hidden><col><tr><td>b</table>")]
    [InlineData("<ruby><rt hidden>x<rp></rp></ruby>b")]
    [InlineData("<p hidden>x<h1>b</h1>")]
    [InlineData("<p hidden>x<hr>b")]
    [InlineData("<p hidden>x<ul><li>b</ul>")]
    [InlineData("<p hidden>x<blockquote>b</blockquote>")]
    [InlineData("<p hidden>x<pre>b</pre>")]
    [InlineData("<p hidden>x<form>b</form>")]
    [InlineData("<p hidden>x<section>b</section>")]
    [InlineData("<!doctype html><p hidden>x<table><tr><td>b</table>")]
    [InlineData("<div hidden>x</div>b</div>")]
    [InlineData("<div><span hidden>x</div>b")]
    [InlineData("<h1 hidden>x</h2>b")]
    [InlineData("<button hidden>x<button>b</button>")]
    [InlineData("<a hidden href=x>x<a href=y>b</a>")]
    [InlineData("<select><optgroup><option>x<optgroup></select>b")]
    [InlineData("<svg><g><text>x</text><div>b</div>")]
    [InlineData("<math><mi>x</mi></math><p>b")]
    [InlineData("<object><p>x</object>b")]
    [InlineData("<template><p>x</template>b")]
    [InlineData("<head hidden><title>x</title><p>b")]
    public void An_end_tag_that_is_left_out_hides_nothing(string html) => Assert.Equal("b", Read.Text(html, "a.html"));

    [Theory]
    [InlineData("<p style='display:none'>a", "")]
    [InlineData("<p style='DISPLAY : NONE !important;'>a", "")]
    [InlineData("<p style='color:red;display:none'>a", "")]
    [InlineData("<p style='display:none;display:block'>a", "a")]
    [InlineData("<p style='display:none!important;display:block'>a", "")]
    [InlineData("<p style='display:none;display:nonsense'>a", "")]
    [InlineData("<p style='/* display:none */'>a", "a")]
    [InlineData("<p style='display/**/:/**/none'>a", "")]
    [InlineData("<p style='x-display:none'>a", "a")]
    [InlineData("<p style='--a:display:none'>a", "a")]
    [InlineData("<p style=\"background:url(';display:none;')\">a", "a")]
    [InlineData("<p style=\"content:';display:none;'\">a", "a")]
    [InlineData("<p hidden style='display:block'>a", "a")]
    [InlineData("<style>.x{display:none}</style><p class='x y'>a<p>b", "b")]
    [InlineData("<style>#i{display:none}p{display:block}</style><p id=i>a<p>b", "b")]
    [InlineData("<style>p{display:none}.x{display:block}</style><p>a<p class=x>b", "b")]
    [InlineData("<style>.x{display:none}.x{display:block}</style><p class=x>a", "a")]
    [InlineData("<style>.x{display:none !important}.x{display:block}</style><p class=x>a", "")]
    [InlineData("<style>.x{display:none !important}</style><p class=x style='display:block'>a", "")]
    [InlineData("<style>.x{display:none}</style><p class=x style='display:block'>a", "a")]
    [InlineData("<style>/* .x{display:none} */</style><p class=x>a", "a")]
    [InlineData("<style>@media print{.x{display:none}}</style><p class=x>a", "a")]
    [InlineData("<style>@media screen{.x{display:none}}.y{display:none}</style><p class=x>a<p class=y>b<p>c", "c")]
    [InlineData("<style>@media (max-width:600px){.x{display:none}}</style><p class=x>a", "a")]
    [InlineData("<style>@font-face{display:none}@import 'x';.x{display:none}</style><p class=x>a<p>b", "b")]
    [InlineData("<style>p::before{display:none}p:hover{display:none}</style><p>a", "a")]
    [InlineData("<style>.x, .y{display:none}</style><p class=x>a<p class=y>b<p>c", "c")]
    [InlineData("<style>div > .x{display:none}</style><div><p class=x>a</div><p class=x>b", "b")]
    [InlineData("<style>..x{display:none} .y{display:none}</style><p class=y>a<p>b", "b")]
    [InlineData("<style>.x{display:none", "")]
    [InlineData("<p>a<span style='display:block'>b</span><span style='display:block'>c</span>", "a\n\nb\n\nc")]
    public void Display_is_what_the_declarations_that_hold_say(string html, string text) => Assert.Equal(text, Read.Text(html, "a.html"));

    [Theory]
    [InlineData("<html xmlns='http://www.w3.org/1999/xhtml'><head><title/><script src='x'/></head><body><p>a</p><div/><p>b</p><textarea/><![CDATA[c < d]]></body></html>", "a.html", null)]
    [InlineData("<html><head><title/></head><body><p>a</p><iframe/><p>b</p><![CDATA[c < d]]></body></html>", "a.xhtml", null)]
    [InlineData("<html><body><p>a</p><p hidden='hidden'/><p>b</p><style/><p>c &lt; d</p></body></html>", "a", "application/xhtml+xml")]
    [InlineData("<!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0 Transitional//EN' 'x'><html><body>a<b hidden='' /><br/>b<i/> <script src='x'/>c &lt; d</body></html>", "a.html", "text/html")]
    public void Xhtml_may_close_an_element_in_its_start_tag(string html, string name, string? contentType) =>
        Assert.Equal("abc<d", string.Concat(Read.Text(html, name, contentType).Where(character => !char.IsWhiteSpace(character))));

    [Theory]
    [InlineData("<head><title>x</head><body><p>a", "a")]
    [InlineData("<head><title>x<body><p>a", "a")]
    [InlineData("<head><style>p{}</head><body><p>a", "a")]
    [InlineData("<head><script>if (x<y) z();</head><body><p>a", "a")]
    [InlineData("<p>a<script src=x/><p>b", "a\n\nb")]
    [InlineData("<textarea>x<p>a", "a")]
    [InlineData("<title>x</title><p>a<title>y<p>b", "a\n\nb")]
    public void Raw_text_that_is_not_closed_hides_no_page(string html, string text) => Assert.Equal(text, Read.Text(html, "a.html"));

    [Theory]
    [InlineData("<p>a<!-- b <p>c", "a")]
    [InlineData("<p>a<script>b <p>c", "a")]
    public void What_is_not_read_to_the_end_is_said(string html, string text)
    {
        var read = Read.Bytes(System.Text.Encoding.UTF8.GetBytes(html), "a.html");

        Assert.Equal(text, read.Text);
        Assert.Equal(DocumentWarningCodes.PartNotRead, Assert.Single(read.Warnings).Code);
    }

    [Theory]
    [InlineData("<ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp></ruby>字", "漢(かん)字")]
    [InlineData("<ruby>漢<rt>かん<rt></ruby>字", "漢(かん)字")]
    [InlineData("<ruby>漢<rp>（<rt>かん<rp>）</ruby>字", "漢（かん）字")]
    public void Readings_stand_in_parentheses(string html, string text) => Assert.Equal(text, Read.Text(html, "a.html").Replace("()", ""));

    // Each makes a parser build beyond measure, or look again and again.
    [Theory]
    [InlineData("<b>", "", 6_000_000)]
    [InlineData("<b>", "", 99_000)]
    [InlineData("<div>", "", 99_000)]
    [InlineData("<a href=x><b id=1><i><u><p>", "", 19_000)]
    [InlineData("<table><a>", "", 49_000)]
    [InlineData("<template>", "", 99_000)]
    [InlineData("<p>x", "<b id=1><b id=2><b id=3><b id=4><b id=5><b id=6><b id=7><b id=8>", 95_000)]
    [InlineData("</y>", "x450", 95_000)]
    [InlineData("<div></div>", "x450", 48_000)]
    [InlineData("</p>", "x450", 95_000)]
    [InlineData("<li>", "x450", 95_000)]
    [InlineData("<div></a>", "<a>", 48_000)]
    [InlineData("x<tr>", "<table><b>", 95_000)]
    [InlineData("<p></b>", "b450", 48_000)]
    [InlineData("<svg>", "", 99_000)]
    [InlineData("<math><mi><p>", "", 33_000)]
    [InlineData("<select>", "", 99_000)]
    [InlineData("<option>", "<select>", 99_000)]
    [InlineData("<frameset>", "", 99_000)]
    [InlineData("<!--", "", 95_000)]
    [InlineData("<!--x-->", "", 95_000)]
    [InlineData("<a ", "", 95_000)]
    [InlineData("a1 ", "<p ", 2_000_000)]
    [InlineData("x='", "<a ", 5_000_000)]
    [InlineData("&a", "", 60_000)]
    [InlineData("<script>", "", 95_000)]
    [InlineData("<title>", "", 95_000)]
    [InlineData("<meta http-equiv=", "", 95_000)]
    [InlineData("<![CDATA[", "<html xmlns='x'>", 95_000)]
    [InlineData("<a/", "<html xmlns='x'>", 95_000)]
    [InlineData("p{display:none}", "<p><style>", 1_000_000)]
    [InlineData("{", "<p><style>", 5_000_000)]
    [InlineData("@media screen{", "<p><style>", 1_000_000)]
    [InlineData(":not(", "<p><style>", 1_000_000)]
    [InlineData("/*", "<p><style>", 5_000_000)]
    [InlineData("/*", "<p style='display:", 5_000_000)]
    [InlineData("display:none;", "<p style='", 1_000_000)]
    [InlineData("\n\t ", "a", 3_000_000)]
    public void A_page_that_is_made_to_hurt_is_read_or_refused_in_passing(string piece, string before, int count)
    {
        var start = before switch { "x450" => string.Concat(Enumerable.Repeat("<x>", 450)), "b450" => string.Concat(Enumerable.Range(0, 450).Select(i => $"<b id={i}>")), _ => before };
        var bytes = System.Text.Encoding.ASCII.GetBytes(start + string.Concat(Enumerable.Repeat(piece, count)) + "<p>end");
        var time = System.Diagnostics.Stopwatch.StartNew();

        try
        {
            Read.Bytes(bytes, "a.html");
        }
        catch (NlpException refused)
        {
            Assert.Equal(ErrorCode.DocumentTooLong, refused.Code);
        }
        // Generous: a machine that does much else at once is slow.
        Assert.InRange(time.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(30));
    }

    [Fact]
    public void A_page_with_too_much_text_is_refused_as_soon_as_that_is_seen()
    {
        var html = "<p>" + string.Concat(Enumerable.Repeat("<br>word ", 1_000_000));

        Assert.Equal(ErrorCode.DocumentTooLong, Read.Refused(html, "a.html").Code);
    }
}
