using System.IO.Compression;
using System.Runtime.InteropServices;
using UglyToad.PdfPig.Filters;
using UglyToad.PdfPig.Tokens;

namespace ServerlessNlp.Documents.Formats.Pdf;

/// <summary>A filter, or none, whose output is counted; of deflated streams before it is there, for they can be bombs.</summary>
internal sealed class PdfFilter(IFilter? inner, PdfSession session) : IFilter
{
    public bool IsSupported => inner?.IsSupported ?? true;

    public Memory<byte> Decode(Memory<byte> input, DictionaryToken streamDictionary, IFilterProvider filterProvider, int filterIndex)
    {
        if (inner is FlateFilter)
            CountInflated(input);
        var output = inner is null ? input : inner.Decode(input, streamDictionary, filterProvider, filterIndex);
        if (inner is not FlateFilter)
            session.CountDecoded(output.Length);
        session.Inspect(output.Span);
        return output;
    }

    // Inflated once for its length alone, which costs little and keeps nothing.
    private void CountInflated(Memory<byte> input)
    {
        if (input.Length < 2 || !MemoryMarshal.TryGetArray<byte>(input, out var array))
            return;
        var buffer = new byte[81_920];
        try
        {
            using var stream = new DeflateStream(new MemoryStream(array.Array!, array.Offset + 2, array.Count - 2), CompressionMode.Decompress);
            while (stream.Read(buffer) is > 0 and var count)
            {
                session.CountDecoded(count);
            }
        }
        catch (InvalidDataException)
        {
            // The filter takes what can be had of a damaged stream.
        }
    }
}
