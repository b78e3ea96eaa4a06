using System.Text;

namespace ServerlessNlp.Inference;

/// <summary>
/// Reads the protobuf wire format from a seekable stream, field by field, skipping what nobody asks for,
/// so that a model's graph can be looked at without taking memory for its weights. Nothing in the stream is trusted:
/// every length is checked against the message it lies in.
/// See https://protobuf.dev/programming-guides/encoding/.
/// </summary>
internal sealed class ProtobufReader(Stream stream)
{
    private const int MaxDepth = 32;

    private readonly Stack<long> _ends = new([stream.Length]);
    private long _position;

    /// <summary>The number of the current field.</summary>
    internal int Field { get; private set; }

    /// <summary>How the current field is written.</summary>
    internal ProtobufWireType WireType { get; private set; }

    /// <summary>Reads the next field's tag; false at the end of the current message.</summary>
    internal bool MoveNext()
    {
        if (_position == _ends.Peek())
            return false;

        var tag = ReadVarint();
        if (tag >> 3 is 0 or > int.MaxValue)
            throw Malformed();
        (Field, WireType) = ((int)(tag >> 3), (ProtobufWireType)(tag & 7));
        return true;
    }

    /// <summary>Enters the current field as a message, reads it with <paramref name="read"/> and leaves it.</summary>
    internal T Message<T>(Func<ProtobufReader, T> read)
    {
        var length = Expect(ProtobufWireType.Length).ReadLength();
        var end = _position + length;
        if (_ends.Count >= MaxDepth)
            throw new InvalidDataException("it is nested too deeply");

        _ends.Push(end);
        var result = read(this);
        if (_position != end)
            throw Malformed();
        _ends.Pop();
        return result;
    }

    internal long Integer() => (long)Expect(ProtobufWireType.Varint).ReadVarint();

    internal string Text(int maxBytes)
    {
        var length = Expect(ProtobufWireType.Length).ReadLength();
        if (length > maxBytes)
            throw new InvalidDataException("a name in it is too long");
        Span<byte> bytes = stackalloc byte[(int)length];
        ReadExactly(bytes);
        return Encoding.UTF8.GetString(bytes);
    }

    /// <summary>A repeated integer: one, or several packed together; at most <paramref name="maxCount"/> in all.</summary>
    internal void Integers(List<long> values, int maxCount)
    {
        if (WireType == ProtobufWireType.Varint)
        {
            Add(Integer());
            return;
        }
        var length = Expect(ProtobufWireType.Length).ReadLength();
        var end = _position + length;
        while (_position < end)
            Add((long)ReadVarint());
        if (_position != end)
            throw Malformed();

        void Add(long value)
        {
            if (values.Count == maxCount)
                throw new InvalidDataException("a tensor in it has too many dimensions");
            values.Add(value);
        }
    }

    /// <summary>Skips the current field; returns the bytes of its content.</summary>
    internal long Skip()
    {
        var length = WireType switch
        {
            ProtobufWireType.Varint => SkipVarint(),
            ProtobufWireType.Fixed64 => 8,
            ProtobufWireType.Length => ReadLength(),
            ProtobufWireType.Fixed32 => 4,
            _ => throw Malformed(),
        };
        if (WireType != ProtobufWireType.Varint)
            Advance(length);
        return length;
    }

    private static InvalidDataException Malformed() => new("it is cut off or malformed");

    private ProtobufReader Expect(ProtobufWireType type) => WireType == type ? this : throw Malformed();

    private long ReadLength()
    {
        var length = ReadVarint();
        return length <= (ulong)(_ends.Peek() - _position) ? (long)length : throw Malformed();
    }

    private long SkipVarint()
    {
        var start = _position;
        ReadVarint();
        return _position - start;
    }

    private void Advance(long length)
    {
        if (length > _ends.Peek() - _position)
            throw Malformed();
        _position += length;
        stream.Position = _position;
    }

    private ulong ReadVarint()
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            if (_position == _ends.Peek() || stream.ReadByte() is not (>= 0 and var next))
                throw Malformed();
            _position++;
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
                return value;
        }
        throw Malformed();
    }

    private void ReadExactly(Span<byte> bytes)
    {
        stream.ReadExactly(bytes);
        _position += bytes.Length;
    }
}

/// <summary>How a field of a protobuf message is written.</summary>
internal enum ProtobufWireType
{
    Varint = 0,
    Fixed64 = 1,
    Length = 2,
    Fixed32 = 5,
}
