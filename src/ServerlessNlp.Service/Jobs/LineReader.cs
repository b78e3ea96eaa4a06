using System.Runtime.CompilerServices;

namespace ServerlessNlp.Service.Jobs;

/// <summary>A line of bytes.</summary>
/// <param name="Length">Its bytes with what ends it.</param>
/// <param name="Content">Its bytes without what ends it, until the next line is asked for; empty if it is too long.</param>
/// <param name="IsTooLong">Whether it is longer than the reader keeps.</param>
internal readonly record struct Line(long Length, ReadOnlyMemory<byte> Content, bool IsTooLong)
{
    /// <summary>Whether there is nothing on it but white space.</summary>
    public bool IsBlank => !IsTooLong && Content.Span.Trim(" \t\r\n\uFEFF"u8).IsEmpty;
}

/// <summary>Reads lines that end with LF or CRLF in bounded memory, however long they are.</summary>
internal static class LineReader
{
    private const int FirstBufferSize = 64 * 1024;

    /// <summary>The lines of a stream in order; those longer than <paramref name="maxBytes"/> without their content.</summary>
    public static async IAsyncEnumerable<Line> ReadAsync(Stream stream, int maxBytes, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var buffer = new byte[Math.Min(FirstBufferSize, maxBytes)];
        var (start, end) = (0, 0);
        long dropped = 0;
        while (true)
        {
            var length = buffer.AsSpan(start, end - start).IndexOf((byte)'\n');
            if (length >= 0)
            {
                yield return Line(buffer.AsMemory(start, length), length + 1, dropped);
                (start, dropped) = (start + length + 1, 0);
                continue;
            }
            if (end - start == maxBytes)
                (dropped, start, end) = (dropped + maxBytes, 0, 0);
            MakeRoom(ref buffer, ref start, ref end, maxBytes);
            var read = await stream.ReadAsync(buffer.AsMemory(end), cancellationToken);
            if (read == 0)
                break;
            end += read;
        }
        if (end > start || dropped > 0)
            yield return Line(buffer.AsMemory(start, end - start), end - start, dropped);
    }

    private static Line Line(ReadOnlyMemory<byte> content, long length, long dropped)
    {
        if (dropped > 0)
            return new Line(dropped + length, default, IsTooLong: true);
        return new Line(length, content.Span.EndsWith("\r"u8) ? content[..^1] : content, IsTooLong: false);
    }

    private static void MakeRoom(ref byte[] buffer, ref int start, ref int end, int maxBytes)
    {
        if (end < buffer.Length)
            return;
        var larger = start > 0 ? buffer : new byte[Math.Min(buffer.Length * 2, maxBytes)];
        buffer.AsSpan(start, end - start).CopyTo(larger);
        (buffer, end, start) = (larger, end - start, 0);
    }
}
