using System.Text;
using ServerlessNlp.Service.Jobs;
using ServerlessNlp.Service.Messages;

namespace ServerlessNlp.Service.Tests.Jobs;

public sealed class BatchSplitterTests
{
    private const int MaxLineBytes = 10_000;

    [Fact]
    public async Task Ranges_hold_every_document_once_in_order_with_its_line_number()
    {
        var random = new Random(11);
        for (var round = 0; round < 20; round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(0, 3000)).Select(i => random.Next(12) switch { 0 => "\n", 1 => "  \r\n", _ => $"line {i} {new string('x', random.Next(0, 400))}\n" }));
            var bytes = Encoding.UTF8.GetBytes(text);
            var expected = text.Split('\n').Select((line, i) => (Number: i + 1, Line: line.TrimEnd('\r'))).Where(line => line.Line.Trim().Length > 0).ToList();

            var found = new List<(int, string)>();
            foreach (var range in await SplitAsync(bytes))
            {
                var before = found.Count;
                var number = range.First;
                await foreach (var line in LineReader.ReadAsync(new MemoryStream(bytes, (int)range.Offset, (int)range.Length), MaxLineBytes, default))
                {
                    if (!line.IsBlank)
                        found.Add((number, Encoding.UTF8.GetString(line.Content.Span)));
                    number++;
                }
                Assert.Equal(range.Documents, found.Count - before);
            }

            Assert.Equal(expected, found);
        }
    }

    [Fact]
    public async Task A_range_has_about_as_many_tokens_as_asked_whether_documents_are_short_or_long()
    {
        var shortOnes = await SplitAsync(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{}\n", 100_000))));
        var longOnes = await SplitAsync(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(new string('x', 5000) + "\n", 1000))));

        Assert.All(shortOnes.SkipLast(1), range => Assert.InRange(range.Documents, 4_000, 9_000));
        Assert.All(longOnes.SkipLast(1), range => Assert.InRange(range.Length, 4 * BatchSplitter.TokensPerItem - 5100, 4 * BatchSplitter.TokensPerItem + 5100));
    }

    [Fact]
    public async Task Blank_lines_alone_are_no_work() => Assert.Empty(await SplitAsync(Encoding.UTF8.GetBytes(new string('\n', 1_000_000))));

    private static async Task<List<LineRange>> SplitAsync(byte[] bytes)
    {
        var ranges = new List<LineRange>();
        await foreach (var range in BatchSplitter.SplitAsync(new MemoryStream(bytes), bytes.Length, MaxLineBytes, default))
            ranges.Add(range);
        return ranges;
    }
}
