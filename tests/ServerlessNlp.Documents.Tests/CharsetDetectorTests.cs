using System.Text;

namespace ServerlessNlp.Documents.Tests;

public sealed class CharsetDetectorTests
{
    private static readonly Encoding[] Wide = [Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.UTF32, new UTF32Encoding(bigEndian: true, byteOrderMark: true)];

    // What is written in each charset, with characters that others have elsewhere.
    public static TheoryData<string, string> Charsets => new()
    {
        { "windows-1252", "Größe, façade, naïve – “quoted” €5" },
        { "iso-8859-2", "Příliš žluťoučký kůň" },
        { "iso-8859-7", "Ελληνικά γράμματα" },
        { "iso-8859-15", "Œuvre à 5 €" },
        { "windows-1251", "Съешь ещё этих мягких булок" },
        { "koi8-r", "Съешь ещё этих мягких булок" },
        { "windows-1255", "שלום עולם" },
        { "windows-1256", "مرحبا بالعالم" },
        { "shift_jis", "日本語の文章です。カタカナも。" },
        { "euc-jp", "日本語の文章です。" },
        { "iso-2022-jp", "日本語の文章です。" },
        { "gb18030", "简体中文的句子。" },
        { "big5", "繁體中文的句子。" },
        { "euc-kr", "한국어 문장입니다." },
        { "utf-8", "Größe 日本語 🙂" },
    };

    [Theory]
    [MemberData(nameof(Charsets))]
    public void Text_in_a_declared_charset_reads_back_the_same_by_parameter_meta_xml_and_mail(string charset, string text)
    {
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(charset) ?? Encoding.GetEncoding(charset);
        byte[] In(string content) => encoding.GetBytes(content);

        Assert.Equal(text, Read.Bytes(In(text), "a.txt", $"text/plain; charset=\"{charset}\"").Text);
        Assert.Equal(text, Read.Bytes(In($"<meta charset={charset}><p>{text}"), "a.html").Text);
        Assert.Equal(text, Read.Bytes(In($"<META http-equiv='Content-Type' content='text/html; charset={charset}'><p>{text}"), "a.html").Text);
        Assert.Equal(text, Read.Bytes(In($"<?xml version='1.0' encoding='{charset}'?><html><p>{text}</p></html>")).Text);
        Assert.Equal(text, Read.Bytes(In($"Content-Type: text/plain; charset={charset}\n\n{text}\n"), "a.eml").Text);
        Assert.Equal(text, Read.Bytes(Encoding.ASCII.GetBytes($"Content-Type: text/plain; charset={charset}\nContent-Transfer-Encoding: base64\n\n{Convert.ToBase64String(In(text), Base64FormattingOptions.InsertLineBreaks)}\n"), "a.eml").Text);
        Assert.Equal(text, Read.Bytes(Encoding.ASCII.GetBytes($"Subject: =?{charset}?B?{Convert.ToBase64String(In(text))}?=\n\n"), "a.eml").Text);
    }

    [Theory]
    [InlineData("A sentence of Latin letters.\r\nAnd a second one, longer.")]
    [InlineData("Съешь же ещё этих мягких французских булок, да выпей чаю. И ещё одно предложение.")]
    [InlineData("<!doctype html><title>T</title><p>A sentence of Latin letters.")]
    public void Unicode_reads_back_the_same_with_a_mark_and_without(string text)
    {
        var expected = text.StartsWith('<') ? "A sentence of Latin letters." : text;
        foreach (var encoding in Wide.Append(Encoding.UTF8))
        {
            Assert.Equal((expected, encoding.WebName), TextAndCharset([.. encoding.Preamble, .. encoding.GetBytes(text)]));
            Assert.Equal((expected, encoding.WebName), TextAndCharset(encoding.GetBytes(text)));
        }
    }

    [Fact]
    public void Random_text_reads_back_the_same_in_every_unicode_form_with_a_mark()
    {
        var random = new Random(20261121);
        for (var i = 0; i < 500; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 60)).Select(_ => RandomRune(random).ToString()));
            foreach (var encoding in Wide.Append(Encoding.UTF8))
                Assert.Equal(text, Read.Bytes([.. encoding.Preamble, .. encoding.GetBytes(text)]).Text);
        }
    }

    [Fact]
    public void What_is_not_utf8_is_windows_1252() =>
        Assert.Equal(("Größe – 5 €", "windows-1252"), TextAndCharset(CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetBytes("Größe – 5 €")));

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-7")]
    [InlineData("klingon")]
    [InlineData("")]
    public void A_declaration_that_is_wrong_or_unknown_is_passed_over(string charset) =>
        Assert.Equal("Größe – 5 €", Read.Bytes(CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetBytes("Größe – 5 €"), "a.txt", $"text/plain;charset={charset}").Text);

    [Fact]
    public void Utf8_with_a_little_damage_is_read_with_the_damage_shown()
    {
        var bytes = Encoding.UTF8.GetBytes("Größe, naïve, 日本語, und mehr");
        bytes[3] = 0xFF; // the second byte of ö

        Assert.Equal("Gr\uFFFD\uFFFDße, naïve, 日本語, und mehr", Read.Bytes(bytes).Text);
    }

    [Theory]
    [InlineData("FFFE00D8")] // half of a pair
    [InlineData("0000FEFF00110000")] // beyond Unicode
    public void What_its_mark_says_and_is_not_is_unreadable(string hex) =>
        Assert.Equal(ErrorCode.UnreadableDocument, Read.Refused(Convert.FromHexString(hex), "a.txt").Code);

    private static (string, string?) TextAndCharset(byte[] bytes)
    {
        var read = Read.Bytes(bytes);
        return (read.Text, read.Charset);
    }

    private static Rune RandomRune(Random random)
    {
        while (true)
        {
            if (Rune.TryCreate(random.Next(3) switch { 0 => random.Next(0x20, 0x7F), 1 => random.Next(0xA0, 0x3000), _ => random.Next(0x3000, 0x110000) }, out var rune) && rune.Value != 0xFEFF)
                return rune;
        }
    }
}
