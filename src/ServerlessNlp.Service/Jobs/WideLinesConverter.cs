using System.Text;
using ServerlessNlp.Documents.Batches;

namespace ServerlessNlp.Service.Jobs;

/// <summary>Turns JSON Lines in UTF-16 or UTF-32 into UTF-8.</summary>
internal static class WideLinesConverter
{
    private const int BufferSize = 16 * 1024;

    /// <summary>Converts. Where it is damaged a line is no JSON any more, which is its own error.</summary>
    public static async Task ConvertAsync(Stream lines, Stream utf8, CancellationToken cancellationToken)
    {
        using var text = await BatchText.OpenAsync(lines, cancellationToken);
        await using var output = new StreamWriter(utf8, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), BufferSize, leaveOpen: true);
        var buffer = new char[BufferSize];
        int count;
        while ((count = await text.ReadAsync(buffer, cancellationToken)) > 0)
        {
            buffer.AsSpan(0, count).Replace(BatchText.Damage, '\u0000');
            await output.WriteAsync(buffer.AsMemory(0, count), cancellationToken);
        }
    }
}
