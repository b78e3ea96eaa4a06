using System.Text;

namespace ServerlessNlp.Documents.Tests.Formats;

public sealed class JsonFormatTests
{
    [Theory]
    [InlineData("""{"text":"Words\n\u00e9 🙂","other":{"text":"not this"}}""", "Words\né 🙂")]
    [InlineData("""{"a":[{"text":1}],"text":""}""", "")]
    public void The_text_of_an_object_is_the_document(string json, string text) => Assert.Equal(text, Read.Text(json, "a.json"));

    [Theory]
    [InlineData("""{"text":"a\ud83d"}""", "a\uFFFD")]
    [InlineData("""{"text":"\udc00a"}""", "\uFFFDa")]
    [InlineData("""{"text":"\ud83d\ud83d\ude00\\ud83d"}""", "\uFFFD😀\\ud83d")]
    public void Half_of_a_surrogate_pair_is_damage_that_is_said(string json, string text)
    {
        var read = Read.Bytes(Encoding.UTF8.GetBytes(json), "a.json");

        Assert.Equal(text, read.Text);
        Assert.Equal(DocumentWarningCodes.DamagedText, Assert.Single(read.Warnings).Code);
    }

    [Fact]
    public void It_may_be_utf16() =>
        Assert.Equal("Words", Read.Bytes([.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes("""{"text":"Words"}""")], "a.json").Text);

    [Theory]
    [InlineData("""["a","b"]""", ErrorCode.UnsupportedFormat)]
    [InlineData("""{"body":"a"}""", ErrorCode.UnsupportedFormat)]
    [InlineData("""{"text":1}""", ErrorCode.UnsupportedFormat)]
    [InlineData("\"a\"", ErrorCode.UnsupportedFormat)]
    [InlineData("{\"text\":\"a\"}\n{\"text\":\"b\"}", ErrorCode.UnreadableDocument)]
    [InlineData("""{"text":"a","text":"b"}""", ErrorCode.UnreadableDocument)]
    [InlineData("""{"text":"a""", ErrorCode.UnreadableDocument)]
    [InlineData("", ErrorCode.UnreadableDocument)]
    public void Anything_else_tells_what_is_read(string json, ErrorCode code)
    {
        var refused = Read.Refused(json, "a.json");

        Assert.Equal(code, refused.Code);
        Assert.Contains("\"text\"", refused.Message);
        Assert.Contains("batch job", refused.Message);
    }

    [Fact]
    public void Deep_nesting_is_refused() =>
        Assert.Equal(ErrorCode.UnreadableDocument, Read.Refused(new string('[', 2_000_000), "a.json").Code);
}
