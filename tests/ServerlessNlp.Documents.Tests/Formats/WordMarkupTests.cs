namespace ServerlessNlp.Documents.Tests.Formats;

/// <summary>What the programs that write DOCX bring, each kind with siblings. In the bodies <c>[x]</c> stands for a run with x.</summary>
public sealed class WordMarkupTests
{
    private const string Box = "<w:txbxContent><w:p>[Boxed.]</w:p><w:p>[Twice.]</w:p></w:txbxContent>";
    private const string Shape = $"<w:r><w:drawing><wp:anchor><a:graphic><a:graphicData><wps:wsp><wps:txbx>{Box}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>";
    private const string Begin = "<w:r><w:fldChar w:fldCharType='begin'/></w:r>";
    private const string Separate = "<w:r><w:fldChar w:fldCharType='separate'/></w:r>";
    private const string End = "<w:r><w:fldChar w:fldCharType='end'/></w:r>";
    private const string Prompt = "<w:sdtPr><w:showingPlcHdr/><w:rPr><w:vanish/></w:rPr></w:sdtPr>";

    [Theory]
    [InlineData("<w:p><w:pPr><w:rPr><w:del w:id='1'/></w:rPr></w:pPr>[one ]</w:p><w:p>[two]</w:p><w:p>[three]</w:p>", "one two\n\nthree")]
    [InlineData("<w:p><w:pPr><w:rPr><w:moveFrom w:id='1'/></w:rPr></w:pPr>[one ]</w:p><w:p>[two]</w:p>", "one two")]
    [InlineData("<w:p>[A]</w:p><w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:del><w:r><w:delText>x</w:delText></w:r></w:del></w:p><w:p>[B]</w:p>", "A\n\nB")]
    [InlineData("<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>[one]</w:p><w:tbl><w:tr><w:tc><w:p>[two]</w:p></w:tc></w:tr></w:tbl>", "one\n\ntwo")]
    [InlineData("<w:p><w:pPr><w:rPr><w:vanish/><w:specVanish/></w:rPr></w:pPr>[Head. ]</w:p><w:p>[Body.]</w:p>", "Head. Body.")]
    [InlineData("<w:p><w:pPr><w:framePr w:dropCap='drop' w:lines='3'/></w:pPr>[T]</w:p><w:p>[he city]</w:p>", "The city")]
    [InlineData("<w:p><w:pPr><w:rPr><w:ins/></w:rPr><w:pPrChange><w:pPr><w:rPr><w:del/></w:rPr></w:pPr></w:pPrChange></w:pPr>[A]</w:p><w:p>[B]</w:p>", "A\n\nB")]
    [InlineData("<w:p><w:del><w:r><w:t>x</w:t></w:r><w:ins><w:r><w:t>y</w:t></w:r></w:ins></w:del><w:ins>[in]<w:del>[out]</w:del></w:ins><w:moveTo>[ to]</w:moveTo></w:p>", "in to")]
    public void What_was_deleted_or_moved_away_takes_its_paragraph_mark_with_it(string body, string text) => Check(body, text);

    [Theory]
    [InlineData("<w:tbl><w:tr><w:tc><w:p/></w:tc><w:tc><w:p>[a]</w:p></w:tc></w:tr><w:tr><w:tc><w:p/></w:tc><w:tc><w:p>[b]</w:p></w:tc></w:tr></w:tbl>", "a\n\nb")]
    [InlineData("<w:tbl><w:tr><w:tc><w:p>[a]</w:p></w:tc><w:tc><w:tcPr><w:cellDel w:id='1'/></w:tcPr><w:p>[x]</w:p></w:tc><w:tc><w:p>[b]</w:p></w:tc></w:tr></w:tbl><w:p>[c]</w:p>", "a\tb\n\nc")]
    [InlineData("<w:tbl><w:tr><w:trPr><w:trPrChange><w:trPr><w:del/></w:trPr></w:trPrChange></w:trPr><w:tc><w:p>[a]</w:p></w:tc></w:tr><w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p>[x]</w:p></w:tc></w:tr><w:tr><w:tc><w:p>[b]</w:p></w:tc></w:tr></w:tbl>", "a\n\nb")]
    [InlineData("<w:tbl><w:sdt><w:sdtContent><w:tr><w:sdt><w:sdtContent><w:tc><w:p>[a]</w:p></w:tc></w:sdtContent></w:sdt><w:customXml><w:tc><w:p>[b]</w:p></w:tc></w:customXml></w:tr></w:sdtContent></w:sdt></w:tbl>", "a\tb")]
    public void Rows_and_cells_stay_apart(string body, string text) => Check(body, text);

    [Theory]
    [InlineData($"<w:p>[Sign the]{Shape}[ note.]</w:p><w:p>[End.]</w:p>", "Sign the note.\n\nBoxed.\n\nTwice.\n\nEnd.")]
    [InlineData($"<w:p>{Shape}</w:p><w:p>[End.]</w:p>", "Boxed.\n\nTwice.\n\nEnd.")]
    [InlineData($"<w:p><w:r><w:pict><v:shape><v:textbox>{Box}</v:textbox></v:shape></w:pict><w:t>after</w:t></w:r></w:p>", "after\n\nBoxed.\n\nTwice.")]
    [InlineData($"<w:p>[a]<w:r><mc:AlternateContent><mc:Choice Requires='wps'>{Shape}</mc:Choice><mc:Fallback>{Shape}</mc:Fallback></mc:AlternateContent></w:r>[b]</w:p>", "ab\n\nBoxed.\n\nTwice.")]
    [InlineData($"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>[one ]{Shape}</w:p><w:p>[two]</w:p>", "one two\n\nBoxed.\n\nTwice.")]
    [InlineData($"<w:tbl><w:tr><w:tc><w:p>[one]{Shape}[ more]</w:p></w:tc><w:tc><w:p>[two]</w:p></w:tc></w:tr></w:tbl>", "one more\nBoxed.\n\nTwice.\ttwo")]
    [InlineData("<w:p>[x]<w:r><w:pict><v:shape><v:textpath string='Draft'/></v:shape></w:pict></w:r>[y]</w:p>", "xy\n\nDraft")]
    [InlineData("<w:p>[x]<w:r><w:drawing><a:graphic><a:graphicData><a:txBody><a:p><a:r><a:t>Can</a:t></a:r><a:r><a:t>vas</a:t></a:r><a:br/><a:r><a:t>two</a:t></a:r></a:p></a:txBody></a:graphicData></a:graphic></w:drawing></w:r>[y]</w:p>", "xy\n\nCanvas\ntwo")]
    [InlineData($"<w:p>[x]<w:r><w:rPr><w:vanish/></w:rPr><w:pict><v:textbox>{Box}</v:textbox></w:pict></w:r></w:p>", "x")]
    public void Text_boxes_stand_behind_the_paragraph_that_they_are_in(string body, string text) => Check(body, text);

    [Theory]
    [InlineData($"<w:p>[a ]{Begin}<w:r><w:instrText> IF </w:instrText></w:r>{Begin}<w:r><w:instrText>X</w:instrText></w:r>{Separate}[no]{End}{Separate}[yes]{End}[ b]</w:p>", "a yes b")]
    [InlineData($"<w:p>[a]{Begin}<w:r><w:instrText> XE \"entry\" </w:instrText></w:r>{End}[b]</w:p>", "ab")]
    [InlineData($"<w:p>{Begin}<w:r><w:instrText>TOC</w:instrText></w:r>{Separate}[One]<w:r><w:tab/></w:r>{Begin}<w:r><w:instrText>PAGEREF x</w:instrText></w:r>{Separate}[3]{End}</w:p><w:p>{End}[Two]</w:p>", "One\t3\n\nTwo")]
    [InlineData($"<w:p>[a]{Begin}[never ended]</w:p><w:p>[b]</w:p>", "anever ended\n\nb")]
    [InlineData($"<w:p>[a]{End}{Separate}[b]</w:p>", "ab")]
    [InlineData("<w:p><w:fldSimple w:instr='AUTHOR'>[Ann]</w:fldSimple>[ wrote.]</w:p>", "Ann wrote.")]
    [InlineData($"<w:p>[Town: ]<w:r><w:fldChar w:fldCharType='begin'><w:ffData><w:ddList><w:result w:val='1'/><w:listEntry w:val='Bergen'/><w:listEntry w:val='Oslo'/></w:ddList></w:ffData></w:fldChar></w:r><w:r><w:instrText>FORMDROPDOWN</w:instrText></w:r>{End}[.]</w:p>", "Town: Oslo.")]
    [InlineData($"<w:p><w:r><w:fldChar w:fldCharType='begin'><w:ffData><w:checkBox><w:default w:val='0'/><w:checked/></w:checkBox></w:ffData></w:fldChar></w:r>{End}[ yes]</w:p>", "☒ yes")]
    [InlineData($"<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:fldChar w:fldCharType='begin'/><w:instrText>X</w:instrText><w:t>code</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:fldChar w:fldCharType='end'/></w:r>[seen]</w:p>", "seen")]
    public void Of_fields_what_they_show_is_read(string body, string text) => Check(body, text);

    [Theory]
    [InlineData($"<w:p>[Name: ]<w:sdt>{Prompt}<w:sdtContent>[Click here]</w:sdtContent></w:sdt>[.]</w:p>", "Name: .")]
    [InlineData($"<w:p>[a]</w:p><w:sdt>{Prompt}<w:sdtContent><w:p>[Click here]</w:p></w:sdtContent></w:sdt><w:p>[b]</w:p>", "a\n\nb")]
    [InlineData($"<w:tbl><w:tr><w:tc><w:p>[a]</w:p></w:tc><w:sdt>{Prompt}<w:sdtContent><w:tc><w:p>[Click]</w:p></w:tc></w:sdtContent></w:sdt></w:tr></w:tbl><w:p>[b]</w:p>", "a\n\nb")]
    [InlineData("<w:sdt><w:sdtPr><w:showingPlcHdr w:val='0'/><w:placeholder/></w:sdtPr><w:sdtContent><w:p>[kept]</w:p></w:sdtContent></w:sdt>", "kept")]
    [InlineData($"<w:sdt><w:sdtPr/><w:sdtContent><w:p><w:sdt>{Prompt}<w:sdtContent>[x]</w:sdtContent></w:sdt><w:sdt><w:sdtContent>[in]</w:sdtContent></w:sdt></w:p></w:sdtContent></w:sdt><w:sdt><w:sdtContent><w:p>[out]</w:p></w:sdtContent></w:sdt>", "in\n\nout")]
    [InlineData("<w:p><w:smartTag><w:smartTagPr/>[Paris]</w:smartTag><w:customXml w:element='e'><w:customXmlPr/>[ and ]</w:customXml><w:bdo w:val='rtl'>[b]</w:bdo><w:dir><w:hyperlink>[c]</w:hyperlink></w:dir></w:p>", "Paris and bc")]
    public void Wrappers_and_form_fields_give_their_text_but_no_prompts(string body, string text) => Check(body, text);

    [Theory]
    [InlineData("<w:p><w:r><w:sym w:font='Symbol' w:char='F061'/><w:sym w:font='Wingdings' w:char='F0FC'/><w:sym w:font='Arial' w:char='2192'/><w:sym w:font='Symbol' w:char='00B0'/><w:sym w:font='x' w:char='D800'/><w:sym/></w:r></w:p>", "α✓→°")]
    [InlineData("<w:p><w:r><w:rPr><w:rFonts w:ascii='Symbol'/></w:rPr><w:t>&#xF0A3;</w:t></w:r>[&#xF0A3;]</w:p>", "≤\uF0A3")]
    [InlineData("<w:p>[a]<w:r><w:tab/></w:r>[b]<w:r><w:ptab w:alignment='right'/></w:r>[c]<w:r><w:cr/></w:r>[d]<w:r><w:br w:type='textWrapping'/></w:r>[e]<w:r><w:br w:type='page'/></w:r>[f]</w:p>", "a\tb\tc\nd\ne\n\nf")]
    [InlineData("<w:p>[Donau]<w:r><w:softHyphen/></w:r>[dampf]<w:r><w:noBreakHyphen/></w:r>[er]<w:r><w:lastRenderedPageBreak/></w:r></w:p>", "Donaudampf\u2011er")]
    [InlineData("<w:p><w:r><w:ruby><w:rubyPr/><w:rt><w:r><w:rPr><w:vanish/></w:rPr><w:t>x</w:t></w:r></w:rt><w:rubyBase>[漢]</w:rubyBase></w:ruby><w:t>字</w:t></w:r></w:p>", "漢字")]
    [InlineData("<w:p><w:r><w:t>\n   pretty\n   printed\n  </w:t></w:r></w:p><w:p><w:r><w:t xml:space='preserve'>kept\nas one </w:t></w:r>[line]</w:p>", "pretty printed\n\nkept as one line")]
    public void Signs_are_read_as_text(string body, string text) => Check(body, text);

    [Theory]
    [InlineData("<m:oMathPara><m:oMath><m:r><m:rPr><m:sty/></m:rPr><w:rPr><w:b/></w:rPr><m:t>E=m</m:t></m:r><m:sSup><m:sSupPr/><m:e><m:r><m:t>c</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup></m:oMath></m:oMathPara>", "E=mc^2")]
    [InlineData("<m:oMath><m:f><m:num><m:r><m:t>a</m:t></m:r></m:num><m:den><m:d><m:dPr><m:begChr m:val='['/><m:endChr m:val=']'/></m:dPr><m:e><m:r><m:t>b+c</m:t></m:r></m:e></m:d></m:den></m:f></m:oMath>", "a/[b+c]")]
    [InlineData("<m:oMath><m:nary><m:naryPr><m:chr m:val='∑'/></m:naryPr><m:sub><m:r><m:t>i</m:t></m:r></m:sub><m:sup/><m:e><m:rad><m:deg/><m:e><m:r><m:t>x</m:t></m:r></m:e></m:rad></m:e></m:nary></m:oMath>", "∑_i√x")]
    [InlineData("<m:oMath><m:func><m:fName><m:r><m:t>sin</m:t></m:r></m:fName><m:e><m:d><m:e><m:r><m:t>x</m:t></m:r></m:e></m:d></m:e></m:func><w:del><m:r><m:t>y</m:t></m:r></w:del></m:oMath>", "sin (x)")]
    public void Formulas_are_read_in_a_line(string math, string text) => Check($"<w:p>[So ]{math}[.]</w:p>", $"So {text}.");

    [Theory]
    [InlineData("<mc:Choice Requires='wps'>[a]</mc:Choice><mc:Choice Requires='w14'>[b]</mc:Choice><mc:Fallback>[c]</mc:Fallback>", "a")]
    [InlineData("<mc:Choice Requires='z'>[a]</mc:Choice><mc:Choice Requires='w14 wps'>[b]</mc:Choice><mc:Fallback>[c]</mc:Fallback>", "b")]
    [InlineData("<mc:Choice Requires='z wps'>[a]</mc:Choice><mc:Choice Requires='unknown'>[b]</mc:Choice><mc:Fallback>[c]</mc:Fallback>", "c")]
    [InlineData("<mc:Choice Requires='wps'><mc:AlternateContent><mc:Choice Requires='z'>[a]</mc:Choice><mc:Fallback>[b]</mc:Fallback></mc:AlternateContent></mc:Choice><mc:Fallback>[c]</mc:Fallback>", "b")]
    [InlineData("<mc:Choice Requires='z'>[a]</mc:Choice>", "")]
    public void Of_alternates_the_first_that_is_known_is_read(string alternates, string text)
    {
        Check($"<w:p><mc:AlternateContent>{alternates}</mc:AlternateContent></w:p>", text);
        Check($"<mc:AlternateContent>{alternates.Replace("[", "<w:p>[").Replace("]", "]</w:p>")}</mc:AlternateContent><w:p>[end]</w:p>", text == "" ? "end" : text + "\n\nend");
    }

    private static void Check(string body, string text)
    {
        var xml = System.Text.RegularExpressions.Regex.Replace(body, @"(?<!'|\w)\[([^\]]*)\]", match => WordFile.R(match.Groups[1].Value));
        Assert.Equal(text, Read.Bytes(WordFile.Of(xml)).Text);
        Assert.Equal(text, Read.Bytes(WordFile.Archive(("word/document.xml", WordFile.Document(xml, WordFile.Strict)))).Text);
    }
}
