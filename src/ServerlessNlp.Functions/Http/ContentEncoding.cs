using System.IO.Compression;
using Microsoft.AspNetCore.Http;

namespace ServerlessNlp.Functions.Http;

/// <summary>The encodings that a body may come in (RFC 9110, section 8.4.1).</summary>
internal static class ContentEncoding
{
    /// <summary>The body as it was before it was encoded.</summary>
    /// <exception cref="NlpException">UnsupportedMediaType: it came in another encoding, or in several.</exception>
    public static Stream Decode(HttpRequest request) => request.Headers.ContentEncoding.ToString().Trim().ToLowerInvariant() switch
    {
        "" or "identity" => request.Body,
        "gzip" or "x-gzip" => new GZipStream(request.Body, CompressionMode.Decompress, leaveOpen: true),
        "br" => new BrotliStream(request.Body, CompressionMode.Decompress, leaveOpen: true),
        "deflate" => new ZLibStream(request.Body, CompressionMode.Decompress, leaveOpen: true),
        _ => throw new NlpException(ErrorCode.UnsupportedMediaType, "The content encoding must be gzip, br or deflate, or none."),
    };
}
