namespace ServerlessNlp.Tokenization.Unicode;

/// <summary>Reads unsigned little-endian base-128 numbers.</summary>
internal ref struct VarintReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    public int Next()
    {
        int value = 0, shift = 0;
        while (true)
        {
            var b = _rest[0];
            _rest = _rest[1..];
            value |= (b & 0x7F) << shift;
            if (b < 0x80)
                return value;
            shift += 7;
        }
    }
}
