namespace ServerlessNlp.Documents.Tests.Formats;

public sealed class WordStylesTests
{
    private const string Styles =
        "<w:style w:type='paragraph' w:styleId='Normal' w:default='1'/>" +
        "<w:style w:type='character' w:styleId='Hid'><w:rPr><w:vanish/></w:rPr></w:style>" +
        "<w:style w:type='character' w:styleId='Child'><w:basedOn w:val='Hid'/><w:rPr><w:b/></w:rPr></w:style>" +
        "<w:style w:type='character' w:styleId='Shown'><w:basedOn w:val='Hid'/><w:rPr><w:vanish w:val='false'/></w:rPr></w:style>" +
        "<w:style w:type='character' w:styleId='Was'><w:rPr><w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange></w:rPr></w:style>" +
        "<w:style w:type='character' w:styleId='A'><w:basedOn w:val='B'/></w:style><w:style w:type='character' w:styleId='B'><w:basedOn w:val='A'/></w:style>" +
        "<w:style w:type='paragraph' w:styleId='Note'><w:rPr><w:vanish/></w:rPr></w:style>" +
        "<w:style w:type='table' w:styleId='Grey'><w:rPr><w:vanish/></w:rPr></w:style>";

    [Theory]
    [InlineData("", "<w:rStyle w:val='Hid'/>", false)]
    [InlineData("", "<w:rStyle w:val='Child'/>", false)]
    [InlineData("", "<w:rStyle w:val='Shown'/>", true)]
    [InlineData("", "<w:rStyle w:val='Was'/>", true)]
    [InlineData("", "<w:rStyle w:val='A'/>", true)]
    [InlineData("", "<w:rStyle w:val='None'/>", true)]
    [InlineData("", "<w:rStyle w:val='Hid'/><w:vanish w:val='0'/>", true)]
    [InlineData("", "<w:webHidden/>", true)]
    [InlineData("<w:pStyle w:val='Note'/>", "", false)]
    [InlineData("<w:pStyle w:val='Note'/>", "<w:rStyle w:val='Hid'/>", true)]
    [InlineData("<w:pStyle w:val='Note'/>", "<w:vanish w:val='off'/>", true)]
    public void Styles_hide_as_toggles(string paragraph, string run, bool isShown) =>
        Assert.Equal(isShown ? "See x." : "See .", Text(Styles, $"<w:p>{WordFile.R("See ")}</w:p>", paragraph, run).Replace("\n\n", ""));

    [Fact]
    public void The_style_of_a_table_hides_as_well() =>
        Assert.Equal("after", Read.Bytes(WordFile.Of($"<w:tbl><w:tblPr><w:tblStyle w:val='Grey'/></w:tblPr><w:tr><w:tc>{WordFile.P("x")}</w:tc></w:tr></w:tbl>{WordFile.P("after")}", ("word/styles.xml", WordFile.Part("styles", Styles)))).Text);

    [Fact]
    public void A_default_hides_all_that_does_not_say_otherwise() =>
        Assert.Equal("x.", Text("<w:docDefaults><w:rPrDefault><w:rPr><w:vanish/></w:rPr></w:rPrDefault></w:docDefaults>", WordFile.P("a"), "", "<w:vanish w:val='0'/>"));

    [Fact]
    public void Formatting_that_a_run_had_once_does_not_hide_it() =>
        Assert.Equal("x.", Text("", "", "", "<w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange>"));

    private static string Text(string styles, string before, string paragraph, string run) => Read.Bytes(WordFile.Of(
        $"{before}<w:p><w:pPr>{paragraph}</w:pPr><w:r><w:rPr>{run}</w:rPr><w:t>x</w:t></w:r><w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>.</w:t></w:r></w:p>",
        ("word/styles.xml", WordFile.Part("styles", styles)))).Text;
}
