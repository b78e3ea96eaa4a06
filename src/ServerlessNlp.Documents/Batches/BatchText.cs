using System.Text;
using ServerlessNlp.Documents.Charsets;

namespace ServerlessNlp.Documents.Batches;

/// <summary>The text of a batch, read as it comes: UTF-8, or UTF-16 or UTF-32.</summary>
public static class BatchText
{
    /// <summary>What stands where bytes are no text: no character, so that no text has it.</summary>
    public const char Damage = '\uFFFF';

    private const int Sample = 4096;

    private static readonly DecoderReplacementFallback ShowDamage = new(Damage.ToString());

    /// <summary>Opens a batch. What is no text in its charset reads as <see cref="Damage"/>.</summary>
    public static async Task<TextReader> OpenAsync(Stream batch, CancellationToken cancellationToken)
    {
        var head = new byte[Sample];
        var length = await batch.ReadAtLeastAsync(head, Sample, throwOnEndOfStream: false, cancellationToken);
        var encoding = Encoding.GetEncoding(EncodingOf(head.AsSpan(0, length)).CodePage, EncoderFallback.ReplacementFallback, ShowDamage);
        return new StreamReader(new JoinedStream(head.AsMemory(0, length), batch), encoding, detectEncodingFromByteOrderMarks: false);
    }

    /// <summary>Whether a batch that begins so is UTF-16 or UTF-32, which lines can't be counted in as bytes.</summary>
    public static bool IsWide(ReadOnlySpan<byte> head) => EncodingOf(head) is not UTF8Encoding;

    private static Encoding EncodingOf(ReadOnlySpan<byte> head) => ByteOrderMark.Find(head) ?? WideText.Detect(head) ?? Encoding.UTF8;
}
