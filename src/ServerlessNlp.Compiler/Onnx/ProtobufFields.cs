using System.Buffers.Binary;
using System.Text;

namespace ServerlessNlp.Compiler.Onnx;

/// <summary>One field of a protobuf message (https://protobuf.dev/programming-guides/encoding): a number, or bytes that are a text or a message.</summary>
internal readonly record struct ProtobufField(int Number, int WireType, long Integer, ReadOnlyMemory<byte> Bytes, ReadOnlyMemory<byte> Whole)
{
    public string Text => Encoding.UTF8.GetString(Bytes.Span);

    public float Single => BitConverter.Int32BitsToSingle((int)Integer);

    /// <summary>The integers of a repeated field: one, or several packed together.</summary>
    public IEnumerable<long> Integers()
    {
        if (WireType != 2)
        {
            yield return Integer;
            yield break;
        }
        for (var position = 0; position < Bytes.Length;)
            yield return (long)ProtobufFields.Varint(Bytes.Span, ref position);
    }
}

/// <summary>Parts a protobuf message in memory into its fields, without copying any of it.</summary>
internal static class ProtobufFields
{
    /// <exception cref="CompilerException">The message is cut off or malformed.</exception>
    public static IEnumerable<ProtobufField> Of(ReadOnlyMemory<byte> message)
    {
        for (var position = 0; position < message.Length;)
        {
            var start = position;
            var tag = Varint(message.Span, ref position);
            var (number, wireType) = ((int)(tag >> 3), (int)(tag & 7));
            var (integer, bytes) = (0L, ReadOnlyMemory<byte>.Empty);
            switch (wireType)
            {
                case 0:
                    integer = (long)Varint(message.Span, ref position);
                    break;
                case 1:
                    integer = BinaryPrimitives.ReadInt64LittleEndian(Take(message, 8, ref position).Span);
                    break;
                case 2:
                    bytes = Take(message, Varint(message.Span, ref position), ref position);
                    break;
                case 5:
                    integer = BinaryPrimitives.ReadInt32LittleEndian(Take(message, 4, ref position).Span);
                    break;
                default:
                    throw Damaged();
            }
            yield return new ProtobufField(number, wireType, integer, bytes, message[start..position]);
        }
    }

    internal static ulong Varint(ReadOnlySpan<byte> message, ref int position)
    {
        var value = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            if (position >= message.Length)
                throw Damaged();
            var next = message[position++];
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80)
                return value;
        }
        throw Damaged();
    }

    private static ReadOnlyMemory<byte> Take(ReadOnlyMemory<byte> message, ulong length, ref int position)
    {
        if (length > (ulong)(message.Length - position))
            throw Damaged();
        var taken = message.Slice(position, (int)length);
        position += (int)length;
        return taken;
    }

    private static CompilerException Damaged() => new("model.onnx is damaged: it is not an ONNX model.");
}
