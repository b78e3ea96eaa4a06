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

        Assert.Equal("""{"id":"1","text":"It was me.","question":"Who?","$line":2}""", line.ToString());
    }

    [Fact]
    public async Task Utf16_with_a_byte_order_mark_is_read() =>
        Assert.Equal("é", Assert.Single(await ConvertAsync([.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes("text\né\n")])).GetProperty("text").GetString());

    [Fact]
    public async Task A_batch_without_a_column_of_texts_is_refused()
    {
        foreach (var csv in new byte[][] { "name\nx\n"u8.ToArray(), [], "\n\n"u8.ToArray() })
        {
            var refused = await Assert.ThrowsAsync<NlpException>(() => ConvertAsync(csv));

            Assert.Equal(ErrorCode.UnreadableDocument, refused.Code);
            Assert.Contains("'text'", refused.Message);
        }
    }

    // A row as "id:text", or as "id!line what is wrong".
    [Theory]
    [InlineData("id,text\n1,The 26\" wheel is a delight\n2,A bore\n3,Say \"hello\" now\n", "1:The 26\" wheel is a delight", "2:A bore", "3:Say \"hello\" now")]
    [InlineData("id,text\n1,\"Say \"hello\" now\"\n2,\"\"\"a\"\" b\"\n", "1:Say \"hello\" now", "2:\"a\" b")]
    [InlineData("id,text\n1\n2,A bore\n3,A delight,extra,more\n", "1!2 text", "2:A bore", "3!4 4 fields")]
    [InlineData("id,text\n1,The start is good, but the end is awful\n2,A bore\n", "1!2 3 fields", "2:A bore")]
    [InlineData("id,text\n1,A bore,,\n2,A delight,\n", "1:A bore", "2:A delight")]
    [InlineData("id,text\n1,\"A delight\n2,A bore\n3,Fine\n", "1!2 not closed", "2:A bore", "3:Fine")]
    [InlineData("id,text\n1,\"A delight\n2,\"A bore\"\n3,Fine\n", "1!2 not closed", "2:A bore", "3:Fine")]
    [InlineData("id,text\n1,\"A\n2,\"B\n3,\"C\n4,D", "1!2 not closed", "2!3 not closed", "3!4 not closed", "4:D")]
    [InlineData("id,text\n1,\"One\n\ntwo\"\n2,B\n", "1:One\n\ntwo", "2:B")]
    [InlineData("id;text\n1;A delight & a joy\n2;\"A bore; too, long\"\n", "1:A delight & a joy", "2:A bore; too, long")]
    [InlineData("id\ttext\n1\tA delight, yes; truly\n", "1:A delight, yes; truly")]
    [InlineData("id|text\n1|A, b\n", "1:A, b")]
    [InlineData("id,text\r1,A delight\r2,A bore\r", "1:A delight", "2:A bore")]
    [InlineData("id,text\r\n1,A delight\r\n\r\n2,A bore\r\n\r\n\r\n", "1:A delight", "2:A bore")]
    [InlineData("id, text\n1, A delight\n2, \"A, bore\" \n", "1: A delight", "2:A, bore")]
    [InlineData("\uFEFF\"id\",\"text\"\r\n\"a,1\",\"A delight, truly.\"\r\n\"b\",\"Line one\r\nline two\"\r\n", "a,1:A delight, truly.", "b:Line one\r\nline two")]
    [InlineData("text\nA delight, truly\n\"A, bore\"\n", "1:A delight, truly", "2:A, bore")]
    [InlineData("text,text\nA delight,A bore\n", "1:A delight")]
    [InlineData("text,id\nA delight\n,x\n", "1:A delight", "x:")]
    [InlineData("Id,Text\n1,A delight\n", "1:A delight")]
    public async Task A_row_that_does_not_fit_is_an_error_of_its_own_with_its_line(string csv, params string[] rows)
    {
        var lines = await ConvertAsync(Encoding.UTF8.GetBytes(csv));

        Assert.Equal(rows.Length, lines.Count);
        foreach (var (row, line) in rows.Zip(lines))
        {
            var id = line.GetProperty("id").GetString()!;
            if (!row.StartsWith(id + "!", StringComparison.Ordinal))
            {
                Assert.Equal(row, $"{id}:{line.GetProperty("text").GetString()}");
                continue;
            }
            var (number, what) = (row[(id.Length + 1)..].Split(' ', 2)[0], row.Split(' ', 2)[1]);
            Assert.Equal(number, line.GetProperty("$line").GetRawText());
            Assert.Contains($"Line {number} ", line.GetProperty("$error").GetProperty("message").GetString());
            Assert.Contains(what, line.GetProperty("$error").GetProperty("message").GetString());
        }
    }

    [Fact]
    public async Task A_row_that_is_not_utf8_or_too_long_is_an_error_of_its_own()
    {
        var lines = await ConvertAsync([.. "id;text\n1;Ein sch"u8, 0xF6, .. "ner Tag\n2;Gut\n3;"u8, .. Encoding.ASCII.GetBytes(new string('x', 200_000)), .. "\n4;Fine\n"u8]);

        Assert.Contains("UTF-8", lines[0].GetProperty("$error").GetProperty("message").GetString());
        Assert.Equal("Gut", lines[1].GetProperty("text").GetString());
        Assert.Contains("100000 characters", lines[2].GetProperty("$error").GetProperty("message").GetString());
        Assert.Equal("Fine", lines[3].GetProperty("text").GetString());
    }

    [Fact]
    public async Task Quotation_marks_that_are_never_closed_cost_no_more_than_their_lines()
    {
        var lines = await ConvertAsync(Encoding.ASCII.GetBytes("id,text\n" + string.Concat(Enumerable.Repeat("1,\"a b c\n", 200_000))));

        Assert.Equal(200_000, lines.Count);
        Assert.All(lines, line => Assert.True(line.TryGetProperty("$error", out _)));
    }

    [Fact]
    public void A_converted_line_is_answered_under_the_line_that_it_stood_in()
    {
        Assert.Equal(("a", 7), Answered("""{"id":"a","text":"Words","$line":7}"""));
        Assert.Equal(("2", 2), Answered("""{"text":"Words","error":"not ours"}"""));
        Assert.Equal(("1.50", 2), Answered("""{"id":1.50,"text":"Words"}"""));
        Assert.Equal(ErrorCode.UnreadableDocument, BatchLines.Read("""{"id":"a","$line":7,"$error":{"code":"UnreadableDocument","message":"m"}}"""u8.ToArray(), 2).Error!.Code);

        static (string, int) Answered(string line)
        {
            var (id, number, document, _) = BatchLines.Read(Encoding.UTF8.GetBytes(line), 2);
            Assert.Equal(("2", "Words"), (document!.Id, document.Text));
            return (id, number);
        }
    }

    [Fact]
    public async Task Json_lines_in_utf16_become_utf8()
    {
        using var output = new MemoryStream();
        foreach (var mark in new[] { Encoding.Unicode.GetPreamble(), [] })
        {
            output.SetLength(0);
            await WideLinesConverter.ConvertAsync(new MemoryStream([.. mark, .. Encoding.Unicode.GetBytes("{\"text\":\"é\"}\n")]), output, default);
            Assert.Equal("{\"text\":\"é\"}\n", Encoding.UTF8.GetString(output.ToArray()));
        }
    }

    private static async Task<List<JsonElement>> ConvertAsync(byte[] csv)
    {
        using var output = new MemoryStream();
        await CsvConverter.ConvertAsync(new MemoryStream(csv), output, 100_000, default);
        return [.. Encoding.UTF8.GetString(output.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line))];
    }
}
