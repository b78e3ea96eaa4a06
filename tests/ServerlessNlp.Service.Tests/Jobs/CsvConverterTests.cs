using System.Text;
using System.Text.Json;
using ServerlessNlp.Service.Jobs;

namespace ServerlessNlp.Service.Tests.Jobs;

public sealed class CsvConverterTests
{
    [Fact]
    public async Task Every_field_comes_back_as_it_was_written()
    {
        var random = new Random(3);
        string[] pieces = ["a", "\"", ",", ";", "\t", "\n", "\r\n", " ", "é", "🙂", "words and words"];
        for (var round = 0; round < 200; round++)
        {
            var separator = ",;\t"[random.Next(3)];
            var records = Enumerable.Range(0, random.Next(1, 20)).Select(_ => (Id: $"id{random.Next()}", Text: "t" + string.Concat(Enumerable.Range(0, random.Next(0, 12)).Select(_ => pieces[random.Next(pieces.Length)])))).ToList();
            var csv = $"id{separator}text\n" + string.Concat(records.Select(record => $"{record.Id}{separator}\"{record.Text.Replace("\"", "\"\"")}\"\r\n"));

            var lines = await ConvertAsync(Encoding.UTF8.GetBytes(csv));

            Assert.Equal(records, lines.Select(line => (line.GetProperty("id").GetString()!, line.GetProperty("text").GetString()!)));
        }
    }

    [Fact]
    public async Task Columns_are_found_by_name_in_any_case_and_order_and_others_are_left_out()
    {
        var line = Assert.Single(await ConvertAsync("\uFEFFColour,QUESTION,Text\nred,Who?,It was me.\n"u8.ToArray()));

        Assert.Equal("""{"text":"It was me.","question":"Who?"}""", line.ToString());
    }

    [Fact]
    public async Task Utf16_with_a_byte_order_mark_is_read() =>
        Assert.Equal("é", Assert.Single(await ConvertAsync([.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes("text\né\n")])).GetProperty("text").GetString());

    [Fact]
    public async Task What_is_no_such_file_is_refused_with_the_line()
    {
        foreach (var (csv, what) in new (byte[], string)[] { ("text\nfine\n\"never closed\n"u8.ToArray(), "line"), ([.. "text\n"u8, 0xFF, 0xFE, 0x0A], "UTF-8"), ("name\nx\n"u8.ToArray(), "'text'"), ([], "'text'"), (Encoding.UTF8.GetBytes("text\n\"" + new string('x', 200_000) + "\"\n"), "bytes") })
        {
            var refused = await Assert.ThrowsAsync<NlpException>(() => ConvertAsync(csv));

            Assert.Equal(ErrorCode.UnreadableDocument, refused.Code);
            Assert.Contains(what, refused.Message);
        }
    }

    private static async Task<List<JsonElement>> ConvertAsync(byte[] csv)
    {
        using var output = new MemoryStream();
        await CsvConverter.ConvertAsync(new MemoryStream(csv), output, 100_000, default);
        return [.. Encoding.UTF8.GetString(output.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line))];
    }
}
