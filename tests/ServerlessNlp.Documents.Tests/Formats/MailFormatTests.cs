using System.Text;

namespace ServerlessNlp.Documents.Tests.Formats;

public sealed class MailFormatTests
{
    [Fact]
    public void A_plain_mail_is_its_subject_and_body()
    {
        const string Mail = "From: Ann <ann@example.org>\r\nTo: b@example.org\r\nSubject: A long\r\n subject\r\nMessage-ID: <1@x>\r\n\r\nDear B,\r\n\r\nwords.\r\n";

        Assert.Equal("A long subject\n\nDear B,\n\nwords.", Read.Text(Mail));
        Assert.Equal("A long subject\n\nDear B,\n\nwords.", Read.Text(Mail.Replace("\r\n", "\n")));
    }

    [Theory]
    [InlineData("=?utf-8?B?R3LDtsOf?= =?utf-8?Q?e=20und_mehr?=", "Größe und mehr")]
    [InlineData("Re: =?iso-8859-1?q?fa=E7ade?= here", "Re: façade here")]
    [InlineData("=?utf-8?B?w7?=\r\n =?utf-8?B?Y=?=", "\uFFFD")]
    [InlineData("=?utf-8?Q?Caf=C3=A9 in the town?=", "Café in the town")]
    [InlineData("=?utf-8?B?4oKs4oK?=", "€\uFFFD")]
    [InlineData("=?x-unknown?B?gYGB?=", "\uFFFD\uFFFD\uFFFD")]
    [InlineData("=?gb2312?B?gf8=?= end", "\uFFFD\uFFFD end")]
    [InlineData("=?cp1251?Q?=CF=F0=E8=E2=E5=F2?=", "Привет")]
    [InlineData("=?us-ascii?Q?Gr=C3=B6=C3=9Fe?=", "Größe")]
    [InlineData("=?utf-8*de?Q?Gr=C3=B6=C3=9Fe?=", "Größe")]
    [InlineData("=?utf-8?Q?broken", "=?utf-8?Q?broken")]
    [InlineData("=?klingon?Q?words?=", "words")]
    [InlineData("Größe", "Größe")]
    public void Encoded_words_are_decoded(string subject, string text) => Assert.Equal(text, Read.Text($"Subject: {subject}\r\n\r\n", "a.eml"));

    [Fact]
    public void A_character_divided_between_words_is_put_together() =>
        Assert.Equal("ö", Read.Text("Subject: =?utf-8?Q?=C3?= =?utf-8?Q?=B6?=\n\n", "a.eml"));

    [Theory]
    [InlineData("quoted-printable", "Gr=C3=B6=C3=9Fe and a line that goes =\r\non, 1=3D1, =zz=", "Größe and a line that goes on, 1=1, =zz=")]
    [InlineData("QUOTED-PRINTABLE", "a=\nb", "ab")]
    [InlineData("base64", "R3LD\r\ntsOf\r\nZQ==", "Größe")]
    [InlineData("base64", "R3LDtsOfZQ", "Größe")]
    [InlineData("8bit", "Größe", "Größe")]
    public void Transfer_encodings_are_decoded(string encoding, string body, string text) =>
        Assert.Equal(text, Read.Text($"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n{body}", "a.eml"));

    [Fact]
    public void Of_alternatives_the_plain_one_is_read_unless_it_is_blank()
    {
        static string Mail(string plain) => $"Content-Type: multipart/alternative; boundary=\"=_x?\"\n\npreamble\n--=_x?\nContent-Type: text/html\n\n<p>Rich &amp; words</p>\n--=_x?\n\n{plain}\n--=_x?--\nepilogue";

        Assert.Equal("Plain words", Read.Text(Mail("Plain words"), "a.eml"));
        Assert.Equal("Rich & words", Read.Text(Mail(" \n "), "a.eml"));
    }

    [Fact]
    public void Parts_are_read_in_order_without_attachments()
    {
        const string Mail = """
            Subject: Outer
            Content-Type: multipart/mixed; boundary=a

            --a
            Content-Type: multipart/related; boundary=a1

            --a1
            Content-Type: text/html; charset=iso-8859-1
            Content-Transfer-Encoding: quoted-printable

            <meta charset=3Dutf-8><p>Gr=F6=DFe
            --a1
            Content-Type: image/png
            Content-Transfer-Encoding: base64

            iVBORw0KGgo=
            --a1--
            --a
            Content-Type: text/plain
            Content-Disposition: attachment; filename=x.txt

            Not this.
            --a
            Content-Type: message/rfc822

            Subject: Inner

            Forwarded words.
            --a

            The end, without the last boundary.
            """;

        Assert.Equal("Outer\n\nGröße\n\nInner\n\nForwarded words.\n\nThe end, without the last boundary.", Read.Text(Mail, "a.eml"));
    }

    [Fact]
    public void Parts_within_parts_have_an_end()
    {
        var deep = new StringBuilder();
        for (var i = 0; i < 100; i++)
            deep.Append($"Content-Type: multipart/mixed; boundary=b{i}\n\n--b{i}\n");
        var refused = Read.Refused($"{deep}\nwords", "a.eml");
        Assert.Equal(ErrorCode.UnreadableDocument, refused.Code);
        Assert.Equal(ErrorCode.UnreadableDocument, Read.Refused(string.Concat(Enumerable.Repeat("Content-Type: message/rfc822\n\n", 100)), "a.eml").Code);
        Assert.Equal(ErrorCode.UnreadableDocument, Read.Refused("Content-Type: multipart/mixed; boundary=b\n\n" + string.Concat(Enumerable.Repeat("--b\n\nx\n", 5000)), "a.eml").Code);
    }

    [Theory]
    [InlineData("Subject: ", "x", 3_000_000)]
    [InlineData("Subject: x\n", " y\n", 1_000_000)]
    [InlineData("", "X-Field: y\n", 500_000)]
    public void A_header_without_end_is_refused(string before, string piece, int count)
    {
        var refused = Read.Refused(before + string.Concat(Enumerable.Repeat(piece, count)), "a.eml");

        Assert.Equal(ErrorCode.UnreadableDocument, refused.Code);
    }

    [Theory]
    [InlineData("--b--b--b", 1_000_000)]
    [InlineData("\n--bb", 1_000_000)]
    [InlineData("=?u?q?", 500_000)]
    public void Boundaries_that_are_none_cost_little(string piece, int count)
    {
        var body = string.Concat(Enumerable.Repeat(piece, count));

        // Without a part the body is text; that of these is too long.
        Assert.Equal(ErrorCode.DocumentTooLong, Read.Refused($"Content-Type: multipart/mixed; boundary=b\n\n{body}", "a.eml").Code);
    }

    [Theory]
    [InlineData("text/plain (plain text); charset=utf-8")]
    [InlineData("(a comment) text/plain; charset=utf-8")]
    [InlineData("text")]
    [InlineData("text/")]
    [InlineData("/plain")]
    [InlineData("plain")]
    [InlineData("")]
    [InlineData("; charset=utf-8")]
    [InlineData("TEXT/PLAIN charset=utf-8")]
    [InlineData("text/plain, charset=utf-8")]
    [InlineData("text/plain; charset")]
    [InlineData("text/plain; charset=")]
    [InlineData("text/plain; charset=\"utf-8")]
    [InlineData("text/plain; charset=unknown-8bit")]
    [InlineData("text/plain; charset=us-ascii")]
    [InlineData("text/plain; charset*=utf-8''utf-8")]
    [InlineData("text/markdown; charset=utf-8")]
    [InlineData("text/x-unheard-of")]
    [InlineData("text/enriched; charset=utf-8")]
    public void A_body_is_read_whatever_its_type_is_called(string type) =>
        Assert.Equal("S\n\nThe café opens.", Read.Text($"From: a@b\r\nSubject: S\r\nContent-Type: {type}\r\n\r\nThe café opens.\r\n", "a.eml"));

    [Theory]
    [InlineData("\"quoted-printable\"", "Caf=C3=A9")]
    [InlineData("quoted-printable;", "Caf=C3=A9")]
    [InlineData("Quoted-Printable (by a gateway)", "Caf=C3=A9")]
    [InlineData("(by a gateway) base64", "Q2Fmw6k=")]
    [InlineData("'base64'", "Q2Fmw6k=")]
    [InlineData("base64", "Q2Fm\r\n\r\nw6k=")]
    [InlineData("x-uuencode", "begin 644 a\r\n%0V%FPZD \r\n`\r\nend")]
    [InlineData("binary", "Café")]
    [InlineData("unheard-of", "Café")]
    [InlineData("", "Café")]
    public void A_transfer_encoding_is_found_in_what_stands_there(string encoding, string body) =>
        Assert.Equal("Café", Read.Text($"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n{body}\r\n", "a.eml"));

    [Theory]
    [InlineData("Q2Fmw6k=\n\n-- \nA list\n", "Café\n\n-- \nA list")]
    [InlineData("Q2Fmw6kh\n______\nA list: https://example.org\n", "Café!______\nA list: https://example.org")]
    public void A_footer_that_a_list_adds_is_text(string body, string text) =>
        Assert.Equal(text.Replace("\n", ""), Read.Text($"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n{body}", "a.eml").Replace("\n", ""));

    [Theory]
    [InlineData("multipart/mixed")]
    [InlineData("multipart/related")]
    [InlineData("multipart/signed; protocol=\"application/pgp-signature\"")]
    [InlineData("multipart/report; report-type=delivery-status")]
    [InlineData("multipart/parallel")]
    [InlineData("multipart/unheard-of")]
    [InlineData("Multipart/Alternative")]
    public void Every_kind_of_multipart_is_read(string type) =>
        Assert.Equal("Words", Read.Text($"From: a@b\nContent-Type: {type}; boundary=\"=_x (1)'?\"\n\n--=_x (1)'?\nContent-Type: text/html\n\n<p>Words\n--=_x (1)'?\nContent-Type: application/pgp-signature\n\nx\n--=_x (1)'?--\n", "a.eml"));

    [Fact]
    public void What_is_not_read_of_a_mail_is_said()
    {
        static IEnumerable<string> Warnings(string part) => Read.Bytes(Encoding.UTF8.GetBytes($"From: a@b\nContent-Type: multipart/mixed; boundary=x\n\n--x\n\nWords\n--x\n{part}\n--x--\n"), "a.eml").Warnings.Select(warning => warning.Code);

        Assert.Equal([DocumentWarningCodes.AttachmentNotRead], Warnings("Content-Type: text/plain\nContent-Disposition: ATTACHMENT; filename=a\n\nx"));
        Assert.Equal([DocumentWarningCodes.AttachmentNotRead], Warnings("Content-Type: application/pdf; name=a.pdf\nContent-Disposition: attachment\n\nx"));
        Assert.Equal([DocumentWarningCodes.PartNotRead], Warnings("Content-Type: application/pkcs7-mime; smime-type=enveloped-data\n\nx"));
        Assert.Equal([DocumentWarningCodes.PartNotRead], Warnings("Content-Type: application/octet-stream\n\nx"));
        Assert.Empty(Warnings("Content-Type: image/png\n\nx"));
        Assert.Empty(Warnings("Content-Type: text/plain\n\nMore"));
    }

    [Fact]
    public void A_subject_that_is_damaged_is_said_and_the_mail_is_read()
    {
        var read = Read.Bytes(Encoding.ASCII.GetBytes("From: a@b\nSubject: =?utf-8?B?4oKs4oK?=\n\nBody.\n"), "a.eml");

        Assert.Equal("€\uFFFD\n\nBody.", read.Text);
        Assert.Equal(DocumentWarningCodes.DamagedText, Assert.Single(read.Warnings).Code);
    }

    [Fact]
    public void Flowed_text_is_put_together_and_quotes_stay_apart() =>
        Assert.Equal("A long line goes on.\n\n> A quote goes on.\n\nThe end.", Read.Text("From: a@b\nContent-Type: text/plain; format=flowed\n\nA long line \ngoes on.\n\n> A quote \n> goes on.\n\nThe end.\n", "a.eml"));

    // Each makes a parser recurse, or keep what it can't.
    [Theory]
    [InlineData("Content-Type: multipart/mixed; boundary=b{0}\n\n--b{0}\n", 10_000)]
    [InlineData("Content-Type: message/rfc822\n\n", 100_000)]
    [InlineData("Content-Type: multipart/mixed; boundary=b\n\n--b\n", 100_000)]
    [InlineData("--b\n\n", 1_000_000)]
    [InlineData("X-{0}: y\n", 300_000)]
    [InlineData("Subject: x\n", 20_000)]
    [InlineData("To: a:(", 20_000)]
    [InlineData("Content-Type: text/plain; a*{0}=b;", 5_000)]
    [InlineData("Content-Type: ((((", 20_000)]
    public void A_mail_that_is_made_to_hurt_is_read_or_refused_in_passing(string piece, int count)
    {
        var mail = "Content-Type: multipart/mixed; boundary=b\n" + (piece.StartsWith('-') ? "\n" : "") + string.Concat(Enumerable.Range(0, count).Select(i => string.Format(System.Globalization.CultureInfo.InvariantCulture, piece, i)));
        var time = System.Diagnostics.Stopwatch.StartNew();

        try
        {
            Read.Bytes(Encoding.ASCII.GetBytes(mail), "a.eml");
        }
        catch (NlpException refused)
        {
            Assert.Contains(refused.Code, new[] { ErrorCode.UnreadableDocument, ErrorCode.DocumentTooLong });
        }
        Assert.InRange(time.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(30));
    }
}
