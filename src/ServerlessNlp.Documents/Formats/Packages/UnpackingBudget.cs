namespace ServerlessNlp.Documents.Formats.Packages;

/// <summary>How much is unpacked of one document, with the documents within it, whatever it says of itself.</summary>
internal sealed class UnpackingBudget
{
    public const long MaxPartBytes = 32 << 20;
    private const long MaxBytes = 2 * MaxPartBytes;

    // What opening a part costs at least: a document may name the same small part a million times.
    private const long LeastCost = 16 << 10;

    private long _spent;

    /// <exception cref="NlpException">DocumentTooLong.</exception>
    public void Spend(long bytes)
    {
        _spent += Math.Max(bytes, LeastCost);
        if (bytes > MaxPartBytes)
            throw new NlpException(ErrorCode.DocumentTooLong, $"A part of the document has {bytes} bytes when unpacked; at most {MaxPartBytes} are read. Divide it.");
        if (_spent > MaxBytes)
            throw new NlpException(ErrorCode.DocumentTooLong, $"The parts of the document have more than {MaxBytes} bytes when unpacked, which are not read. Divide it.");
    }
}
