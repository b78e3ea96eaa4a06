using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace ServerlessNlp.Compiler.Onnx;

/// <summary>
/// Writes one protobuf message (https://protobuf.dev/programming-guides/encoding). Large byte fields are referenced, not copied,
/// so that writing a model takes little more memory than its weights.
/// </summary>
internal sealed class ProtobufWriter
{
    private const int CopyLimit = 4096;
    private readonly List<ReadOnlyMemory<byte>> _chunks = [];
    private ArrayBufferWriter<byte> _current = new(256);
    private long _flushed;

    /// <summary>The bytes written so far.</summary>
    public long Length => _flushed + _current.WrittenCount;

    public void Varint(int field, long value)
    {
        Tag(field, 0);
        RawVarint((ulong)value);
    }

    public void Fixed32(int field, float value)
    {
        Tag(field, 5);
        BinaryPrimitives.WriteSingleLittleEndian(_current.GetSpan(4), value);
        _current.Advance(4);
    }

    public void Text(int field, string value) => Bytes(field, Encoding.UTF8.GetBytes(value));

    public void Bytes(int field, ReadOnlyMemory<byte> value)
    {
        LengthPrefix(field, value.Length);
        if (value.Length <= CopyLimit)
        {
            _current.Write(value.Span);
            return;
        }
        Flush();
        Append(value);
    }

    /// <summary>The start of a byte field whose content is written elsewhere.</summary>
    public void LengthPrefix(int field, long length)
    {
        Tag(field, 2);
        RawVarint((ulong)length);
    }

    public void Message(int field, Action<ProtobufWriter> write)
    {
        var inner = new ProtobufWriter();
        write(inner);
        LengthPrefix(field, inner.Length);
        Flush();
        inner.Flush();
        inner._chunks.ForEach(Append);
    }

    /// <summary>A field as it was in another message.</summary>
    public void Raw(ReadOnlyMemory<byte> field)
    {
        Flush();
        Append(field);
    }

    /// <summary>All fields of another message.</summary>
    public void Append(ProtobufWriter other)
    {
        Flush();
        other.Flush();
        other._chunks.ForEach(Append);
    }

    public void CopyTo(Stream stream)
    {
        Flush();
        foreach (var chunk in _chunks)
            stream.Write(chunk.Span);
    }

    private void Tag(int field, int wireType) => RawVarint((ulong)(field << 3 | wireType));

    private void RawVarint(ulong value)
    {
        var span = _current.GetSpan(10);
        var count = 0;
        for (; value >= 0x80; value >>= 7)
            span[count++] = (byte)(value | 0x80);
        span[count++] = (byte)value;
        _current.Advance(count);
    }

    private void Flush()
    {
        if (_current.WrittenCount == 0)
            return;
        Append(_current.WrittenMemory);
        _current = new ArrayBufferWriter<byte>(256);
    }

    private void Append(ReadOnlyMemory<byte> chunk)
    {
        _chunks.Add(chunk);
        _flushed += chunk.Length;
    }
}
