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
    [InlineData("=?utf-8?B?w7?=\r\n =?utf-8?B?Y=?=", "Ã")]
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

        Assert.Equal("", Read.Text($"Content-Type: multipart/mixed; boundary=b\n\n{body}", "a.eml"));
    }
}
