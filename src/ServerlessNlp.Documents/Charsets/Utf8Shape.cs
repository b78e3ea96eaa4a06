using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace ServerlessNlp.Documents.Charsets;

/// <summary>How far bytes are UTF-8.</summary>
/// <param name="Sequences">The characters beyond ASCII.</param>
/// <param name="Damages">The places that are no UTF-8.</param>
/// <param name="IsValid">Whether all of it is UTF-8.</param>
internal readonly record struct Utf8Shape(int Sequences, int Damages, bool IsValid)
{
    /// <summary>Whether there is nothing but ASCII.</summary>
    public bool IsAscii => IsValid && Sequences == 0;

    /// <summary>Whether it is UTF-8, perhaps damaged in a few places: what has more damage than letters is not.</summary>
    public bool IsLikely => Sequences >= Damages;

    public static Utf8Shape Of(ReadOnlySpan<byte> bytes)
    {
        if (Ascii.IsValid(bytes))
            return new Utf8Shape(0, 0, IsValid: true);
        var isValid = Utf8.IsValid(bytes);
        var (sequences, damages) = (0, 0);
        while (!bytes.IsEmpty)
        {
            var status = Rune.DecodeFromUtf8(bytes, out _, out var length);
            // The end may cut a character: two bytes of one are still a sign.
            if (length > 1 && status != OperationStatus.InvalidData)
                sequences++;
            else if (status != OperationStatus.Done)
                damages++;
            bytes = bytes[length..];
        }
        return new Utf8Shape(sequences, damages, isValid);
    }
}
