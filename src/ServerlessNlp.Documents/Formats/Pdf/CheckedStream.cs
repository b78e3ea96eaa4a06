namespace ServerlessNlp.Documents.Formats.Pdf;

/// <summary>Bytes in memory that ask at each read whether the work goes on: who reads them can be ended wherever it does.</summary>
internal sealed class CheckedStream(byte[] bytes, Action check) : MemoryStream(bytes, writable: false)
{
    public override int ReadByte()
    {
        check();
        return base.ReadByte();
    }

    public override int Read(Span<byte> buffer)
    {
        check();
        return base.Read(buffer);
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        check();
        return base.Read(buffer, offset, count);
    }
}
