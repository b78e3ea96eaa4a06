using System.Buffers;
using System.IO.Compression;
using Microsoft.AspNetCore.Http;

namespace ServerlessNlp.Functions.Http;

/// <summary>Reads a body up to a limit.</summary>
internal static class RequestBody
{
    // The functions host takes no body that is larger, and answers itself.
    private const long MaxPassed = 256 << 20;

    private static readonly TimeSpan TimeToPass = TimeSpan.FromMinutes(1);

    /// <exception cref="NlpException">RequestTooLarge, before anything is read where the length is announced; InvalidRequest where it's cut off.</exception>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpRequest request, int limit, CancellationToken cancellationToken)
    {
        if (request.ContentLength > limit)
            throw TooLarge(limit);
        var body = new ArrayBufferWriter<byte>((int)(request.ContentLength ?? 4096) + 1);
        // The limit is of what comes out.
        var content = ContentEncoding.Decode(request);
        try
        {
            int read;
            while ((read = await content.ReadAsync(body.GetMemory(), cancellationToken)) > 0)
            {
                body.Advance(read);
                if (body.WrittenCount > limit)
                    throw TooLarge(limit);
            }
        }
        catch (BadHttpRequestException exception)
        {
            throw exception.StatusCode == StatusCodes.Status413PayloadTooLarge
                ? TooLarge(limit)
                : new NlpException(ErrorCode.InvalidRequest, "The body could not be read: it was cut off or is malformed.", innerException: exception);
        }
        // InvalidOperationException: how Brotli says that data are damaged.
        catch (Exception exception) when (exception is InvalidDataException || (exception is InvalidOperationException && content is BrotliStream))
        {
            throw new NlpException(ErrorCode.InvalidRequest, "The body is not what its Content-Encoding says.", innerException: exception);
        }
        return WithoutMark(body.WrittenMemory);
    }

    /// <summary>
    /// Reads past what is left of a body that was refused and answered: the host hands the answer on only once it has handed
    /// on the body, and a connection that is closed before that is an empty 502 to the caller.
    /// </summary>
    public static async Task PassAsync(HttpContext context)
    {
        var buffer = new byte[64 * 1024];
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        deadline.CancelAfter(TimeToPass);
        try
        {
            int read;
            for (var passed = 0L; passed < MaxPassed && (read = await context.Request.Body.ReadAsync(buffer, deadline.Token)) > 0;)
                passed += read;
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException)
        {
            // Too slow, or gone: it has been answered.
        }
    }

    // A byte order mark is no part of a text, and JSON has none.
    private static ReadOnlyMemory<byte> WithoutMark(ReadOnlyMemory<byte> body) => body.Span.StartsWith("\uFEFF"u8) ? body[3..] : body;

    private static NlpException TooLarge(int limit) =>
        new(ErrorCode.RequestTooLarge, $"The body is larger than {limit} bytes. Send fewer documents at once, or put them in storage.");
}
