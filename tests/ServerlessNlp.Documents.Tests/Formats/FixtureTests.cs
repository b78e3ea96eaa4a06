namespace ServerlessNlp.Documents.Tests.Formats;

/// <summary>Documents that real programs made (Fixtures/README.md).</summary>
public sealed class FixtureTests
{
    private const string Harbour = "Twelve ships came this year,  and one stayed. Größe, naïve, Ελληνικά.";
    private const string Talk = "A harbour becomes a park\n\nThe ships & the railway\n\nThe people\nof the town\n\nSay hello to the mayor first.\n\nShip\tTons\n\nAurora\t1200\n\nGröße in tons";

    [Theory]
    [InlineData("paper.odt", "odt")]
    [InlineData("paper.rtf", "rtf")]
    public void A_paper_reads_as_its_paragraphs_lists_tables_and_notes(string file, string format)
    {
        var read = Fixture(file);

        Assert.Equal(format, read.Format);
        Assert.Equal(["The harbour & its ships", Harbour, "Repairs of the quay", "New lamps", "First line\nsecond line\tafter a tab.", "Ship\tTons", "Aurora\t1200"], read.Text.Split("\n\n").Take(7));
        Assert.EndsWith("Counted in December.", read.Text);
        Assert.DoesNotContain("deleted", read.Text);
        Assert.DoesNotContain("hidden", read.Text);
        Assert.DoesNotContain("comment", read.Text);
        Assert.DoesNotContain("confidential", read.Text);
    }

    [Theory]
    [InlineData("talk.odp", "odp")]
    [InlineData("talk.pptx", "pptx")]
    public void A_presentation_reads_slide_by_slide_with_its_notes_and_says_what_is_hidden(string file, string format)
    {
        var read = Fixture(file);

        Assert.Equal((format, Talk), (read.Format, read.Text));
        Assert.Equal(DocumentWarningCodes.HiddenContent, Assert.Single(read.Warnings).Code);
    }

    [Theory]
    [InlineData("sheet.ods", "ods")]
    [InlineData("sheet.xlsx", "xlsx")]
    public void A_spreadsheet_reads_row_by_row_as_its_cells_show(string file, string format)
    {
        var read = Fixture(file);

        Assert.Equal(format, read.Format);
        Assert.Equal(["Ship\tArrived\tTons\tLoaded", "Aurora, the old one\t2024-03-05\t1200.5\t25.5%", "Größe\t2401", "The mayor said: two", "lines in a cell."], read.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(DocumentWarningCodes.HiddenContent, Assert.Single(read.Warnings).Code);
    }

    [Fact]
    public void A_book_reads_page_by_page()
    {
        var read = Fixture("paper.epub");

        Assert.Equal("epub", read.Format);
        Assert.StartsWith("The harbour & its ships", read.Text);
        Assert.Contains("The third page tells of the summer.", read.Text);
    }

    [Theory]
    [InlineData("columns.pdf")]
    [InlineData("columns-gropdf.pdf")]
    [InlineData("owner-password.pdf")]
    public void Columns_of_a_pdf_read_one_after_the_other_with_whole_words(string file)
    {
        var read = Fixture(file);

        Assert.Equal("pdf", read.Format);
        Assert.Contains("before the administration considered what to do with the waterfront. Engineers reported that the foundations were sound, although several", read.Text);
        Assert.Contains("Unemployment decreased slightly during the observation period.\n\n4. Conclusions\n\nA harbour that lost", read.Text);
        Assert.Contains("The well-known viaduct", read.Text);
    }

    [Fact]
    public void A_pdf_of_latex_reads_with_its_accents_and_ligatures()
    {
        var read = Fixture("latex.pdf").Text;

        Assert.StartsWith("The office was efficient; its staff found the flowers of the baffled official difficult to classify. Café, naïve, Straße. The equation x2", read);
        Assert.Contains("the architecture of administrative buildings in coastal regions.", read);
    }

    [Fact]
    public void A_pdf_of_a_browser_reads_in_every_script()
    {
        var read = Fixture("chromium.pdf").Text;

        Assert.Contains("one of them stayed for the winter, because its captain had fallen ill", read);
        Assert.Contains("日本語の文章です。これは二行目に続く長い文章で、改行のときに空白が入らないことを確かめるためのものです。", read);
        Assert.Contains("שלום עולם, זה מבחן 123.", read);
    }

    [Fact]
    public void Headers_and_footers_of_a_pdf_are_left_out_and_said()
    {
        var read = Fixture("paper.pdf");

        Assert.DoesNotContain("confidential", read.Text);
        Assert.DoesNotContain("Page 2", read.Text);
        Assert.Contains("which they left again only in the spring.", read.Text);
        Assert.Equal(DocumentWarningCodes.RepeatedLines, Assert.Single(read.Warnings).Code);
    }

    [Theory]
    [InlineData("form.pdf")]
    [InlineData("rotated.pdf")]
    public void What_was_filled_in_stands_in_its_place(string file) =>
        Assert.Equal("Name of the ship: Auröra 2\n\nRemarks:\tShe needs new sails.\n\nLoaded:\t☒\n\nHarbour:\tOld harbour\n\nSigned by the captain.\n\nSeen in May.", Fixture(file).Text);

    [Theory]
    [InlineData("encrypted.pdf", ErrorCode.UnsupportedFormat, "password")]
    [InlineData("scanned.pdf", ErrorCode.EmptyDocument, "OCR")]
    public void A_pdf_that_can_t_be_read_says_why_and_what_to_do(string file, ErrorCode code, string advice)
    {
        var refused = Assert.Throws<NlpException>(() => Fixture(file));

        Assert.Equal(code, refused.Code);
        Assert.Contains(advice, refused.Message);
    }

    [Theory]
    [InlineData("paper.odt")]
    [InlineData("talk.pptx")]
    [InlineData("sheet.xlsx")]
    [InlineData("paper.rtf")]
    [InlineData("paper.epub")]
    [InlineData("columns.pdf")]
    public void Content_tells_the_format_whatever_it_is_called(string file)
    {
        var bytes = File.ReadAllBytes(PathOf(file));

        Assert.Equal(Fixture(file).Text, Read.Bytes(bytes, "a.docx", "text/plain").Text);
        Assert.Equal(Fixture(file).Text, Read.Bytes(bytes).Text);
    }

    [Theory]
    [InlineData("paper.odt")]
    [InlineData("talk.pptx")]
    [InlineData("sheet.xlsx")]
    [InlineData("paper.epub")]
    [InlineData("columns.pdf")]
    public void Half_a_document_is_damaged(string file)
    {
        var bytes = File.ReadAllBytes(PathOf(file));

        Assert.Equal(ErrorCode.UnreadableDocument, Read.Refused(bytes[..(bytes.Length / 2)], file).Code);
    }

    [Theory]
    [InlineData("paper.odt")]
    [InlineData("talk.pptx")]
    [InlineData("sheet.xlsx")]
    [InlineData("paper.rtf")]
    [InlineData("paper.epub")]
    [InlineData("columns.pdf")]
    public void No_format_gives_more_text_than_is_allowed(string file) =>
        Assert.Equal(ErrorCode.DocumentTooLong, Assert.Throws<NlpException>(() => Read.Bytes(File.ReadAllBytes(PathOf(file)), file, maxCharacters: 20)).Code);

    [Theory]
    [InlineData("{\\rtf1\\ansi\\ansicpg1251 \\'cf\\'f0\\'e8\\'e2\\'e5\\'f2\\par}", "Привет")]
    [InlineData("{\\rtf1{\\fonttbl{\\f1\\fcharset128 M;}}\\f1 \\'93\\'fa\\'96\\'7b}", "日本")]
    [InlineData("{\\rtf1\\uc2 \\u9731??x\\uc0\\u9731 y}", "☃x☃y")]
    [InlineData("{\\rtf1 a\\u-10179?\\u-8704?b}", "a😀b")]
    [InlineData("{\\rtf1 a{\\v hidden}{\\deleted gone}{\\*\\unknown x}{\\field{\\*\\fldinst HYPERLINK}{\\fldrslt link}}\\bin3 }}}b}", "alinkb")]
    [InlineData("{\\rtf1 {\\header h}\\trowd\\intbl a\\par b\\cell c\\cell\\row\\pard d}", "a\nb\tc\n\nd")]
    [InlineData("\uFEFF{\\rtf1 a\\emdash b\\~c\\{\\}}", "a—b\u00A0c{}")]
    public void Rtf_reads_its_characters_from_code_pages_and_unicode(string rtf, string text) => Assert.Equal(text, Read.Text(rtf));

    private static DocumentText Fixture(string file) => Read.Bytes(File.ReadAllBytes(PathOf(file)), file);

    private static string PathOf(string file) => Repository.PathOf("tests", "ServerlessNlp.Documents.Tests", "Fixtures", file);
}
