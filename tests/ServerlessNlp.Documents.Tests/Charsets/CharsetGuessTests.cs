using System.Text;
using ServerlessNlp.Documents.Charsets;

namespace ServerlessNlp.Documents.Tests.Charsets;

public sealed class CharsetGuessTests
{
    public static TheoryData<string, string> Undeclared
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var row in File.ReadLines(Repository.PathOf("tests", "ServerlessNlp.Documents.Tests", "Charsets", "undeclared.tsv")).Where(line => !line.StartsWith('#')).Select(line => line.Split('\t')))
                data.Add(row[1], row[2]);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Undeclared))]
    public void Undeclared_text_is_read_and_the_guess_is_said(string charset, string text)
    {
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(CharsetNames.Find(charset)!.CodePage is 10017 ? 10007 : CharsetNames.Find(charset)!.CodePage)!;

        var read = Read.Bytes(encoding.GetBytes(text), "a.txt");

        Assert.Equal(text, read.Text);
        Assert.Equal(DocumentWarningCodes.CharsetGuessed, Assert.Single(read.Warnings).Code);
        Assert.Contains(read.Charset!, read.Warnings[0].Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Plain words.")]
    [InlineData("Größe 日本語")]
    public void Utf8_is_no_guess(string text) => Assert.Empty(Read.Bytes(Encoding.UTF8.GetBytes(text), "a.txt").Warnings);

    [Theory]
    [InlineData("windows-1252", "text/plain; charset=utf-8")]
    [InlineData("windows-1252", "text/plain; charset=shift_jis")]
    [InlineData("windows-1252", "text/plain; charset=klingon")]
    public void A_declaration_that_does_not_fit_is_passed_over_and_the_guess_is_said(string charset, string contentType)
    {
        var read = Read.Bytes(Encoding.Latin1.GetBytes("Die Tür ist geöffnet, die Gäste kommen."), "a.txt", contentType);

        Assert.Equal(("Die Tür ist geöffnet, die Gäste kommen.", charset), (read.Text, read.Charset));
        Assert.Equal(DocumentWarningCodes.CharsetGuessed, Assert.Single(read.Warnings).Code);
    }

    [Theory]
    [InlineData("iso-8859-1")]
    [InlineData("us-ascii")]
    [InlineData("windows-1251")]
    public void Utf8_that_is_declared_as_something_else_is_utf8(string charset) =>
        Assert.Equal("Das Café öffnet um neun.", Read.Text("Das Café öffnet um neun.", "a.txt", $"text/plain; charset={charset}"));

    [Theory]
    [InlineData("FFFE410042", "A\uFFFD")]
    [InlineData("FFFE410042003DD8", "AB\uFFFD")]
    [InlineData("540068006500200061", "The \uFFFD")]
    public void Utf16_that_is_cut_is_read_and_the_damage_is_said(string hex, string text)
    {
        var read = Read.Bytes(Convert.FromHexString(hex), "a.txt");

        Assert.Equal(text, read.Text);
        Assert.Contains(read.Warnings, warning => warning.Code == DocumentWarningCodes.DamagedText);
    }
}
