using System.Text;
using ServerlessNlp.Service.Jobs;

namespace ServerlessNlp.Service.Tests.Jobs;

public sealed class LineReaderTests
{
    [Fact]
    public async Task Lines_are_those_that_splitting_the_whole_text_gives_wherever_reads_end()
    {
        var random = new Random(7);
        for (var round = 0; round < 500; round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(0, 60)).Select(_ => random.Next(5) switch { 0 => "\n", 1 => "\r\n", 2 => "\r", 3 => "é", _ => new string('x', random.Next(0, 30)) }));
            var expected = text.Split('\n').Select(line => line.EndsWith('\r') ? line[..^1] : line).ToList();
            if (text.Length == 0 || text.EndsWith('\n'))
                expected.RemoveAt(expected.Count - 1);

            var lines = await ReadAsync(Encoding.UTF8.GetBytes(text), 1 << 20, random.Next(1, 9));

            // The last line may end with a CR of its own.
            Assert.Equal(expected, lines.Select(line => Encoding.UTF8.GetString(line.Content)));
            Assert.Equal(Encoding.UTF8.GetByteCount(text), lines.Sum(line => line.Length));
        }
    }

    [Fact]
    public async Task A_line_that_is_too_long_is_passed_over_in_bounded_memory()
    {
        var text = "first\n" + new string('x', 1_000_000) + "\nlast";

        var lines = await ReadAsync(Encoding.UTF8.GetBytes(text), 100, 4096);

        Assert.Equal([(6L, false), (1_000_001L, true), (4L, false)], lines.Select(line => (line.Length, line.IsTooLong)));
        Assert.Equal("last", Encoding.UTF8.GetString(lines[2].Content));
    }

    private static async Task<List<(long Length, byte[] Content, bool IsTooLong)>> ReadAsync(byte[] bytes, int maxBytes, int readSize)
    {
        var lines = new List<(long, byte[], bool)>();
        await foreach (var line in LineReader.ReadAsync(new SlowStream(bytes, readSize), maxBytes, default))
            lines.Add((line.Length, line.Content.ToArray(), line.IsTooLong));
        return lines;
    }

    /// <summary>Gives a few bytes at a time, as a network does.</summary>
    private sealed class SlowStream(byte[] bytes, int readSize) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(buffer.Length, readSize)], cancellationToken);
    }
}
