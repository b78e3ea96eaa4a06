using System.Text;
using ServerlessNlp.Documents.Tests.Formats;

namespace ServerlessNlp.Documents.Tests;

public sealed class HostileDocumentTests
{
    private const int Mutations = 2000;

    private static readonly Dictionary<string, byte[]> Seeds = new()
    {
        ["a.txt"] = Encoding.UTF8.GetBytes("Größe, naïve, 日本語. A sentence, and another.\r\n"),
        ["a16.txt"] = [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes("Größe, naïve, 日本語. A sentence.")],
        ["a.md"] = Encoding.UTF8.GetBytes("# Head\n\n- a *b* [c](d)\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```\ncode\n```\n<b>x</b> `y`\n"),
        ["a.html"] = Encoding.UTF8.GetBytes("<!doctype html><meta charset=utf-8><title>t</title><p hidden>x<p>One <b>two</b> &amp; <script>x</script><pre>y</pre><table><tr><td>z</table><!-- c -->"),
        ["a.json"] = Encoding.UTF8.GetBytes("""{"id":1,"text":"Words \u00e9 and more","tags":["a",null,true]}"""),
        ["a.docx"] = DocxFormatTests.Written(["One paragraph", "Two & three", "日本語"]),
        ["a.eml"] = Encoding.UTF8.GetBytes("From: a@b\r\nMIME-Version: 1.0\r\nSubject: =?utf-8?Q?Gr=C3=B6=C3=9Fe?= =?iso-8859-1?B?5A==?=\r\nContent-Type: multipart/alternative; boundary=\"xx\"\r\n\r\n--xx\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nGr=C3=B6=C3=9Fe\r\n--xx\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\nPHA+V29yZHM=\r\n--xx--\r\n"),
    };

    public static TheoryData<string> Names => [.. Seeds.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_damaged_document_gives_text_or_a_reason_and_nothing_else(string name)
    {
        var random = new Random(20261121);
        for (var i = 0; i < Mutations; i++)
        {
            var bytes = Damaged(Seeds[name], random);
            try
            {
                var text = Read.Bytes(bytes, name).Text;
                // What is given to a task is text that any encoding takes.
                _ = new UTF8Encoding(false, throwOnInvalidBytes: true).GetBytes(text);
            }
            catch (NlpException refused)
            {
                Assert.Contains(refused.Code, new[] { ErrorCode.UnsupportedFormat, ErrorCode.UnreadableDocument, ErrorCode.DocumentTooLong });
                Assert.DoesNotContain("Größe", refused.Message);
                Assert.DoesNotContain("paragraph", refused.Message);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void No_format_goes_on_after_it_was_cancelled(string name) =>
        Assert.Throws<OperationCanceledException>(() => DocumentExtractor.Extract(new(Seeds[name], name), Read.MaxCharacters, new CancellationToken(canceled: true)));

    [Theory]
    [MemberData(nameof(Names))]
    public void No_format_gives_more_text_than_is_allowed(string name) =>
        Assert.Equal(ErrorCode.DocumentTooLong, Assert.Throws<NlpException>(() => Read.Bytes(Seeds[name], name, maxCharacters: 3)).Code);

    private static byte[] Damaged(byte[] seed, Random random)
    {
        var bytes = seed.ToList();
        for (var count = random.Next(1, 9); count > 0 && bytes.Count > 4; count--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(5))
            {
                case 0:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 2:
                    bytes.RemoveRange(at, Math.Min(random.Next(1, 20), bytes.Count - at));
                    break;
                case 3:
                    bytes.InsertRange(at, bytes.GetRange(at, Math.Min(random.Next(1, 40), bytes.Count - at)));
                    break;
                default:
                    bytes.RemoveRange(at, random.Next(4) == 0 ? bytes.Count - at : 1);
                    break;
            }
        }
        return [.. bytes];
    }
}
