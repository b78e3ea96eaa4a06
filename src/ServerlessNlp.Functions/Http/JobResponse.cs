using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using ServerlessNlp.Service.Jobs;

namespace ServerlessNlp.Functions.Http;

/// <summary>Responses about a job: with where to look (<c>Operation-Location</c>), and when (<c>Retry-After</c>) while it has not ended.</summary>
internal sealed class JobResponse : IResult
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);

    private readonly JobState _state;
    private readonly ApiResult _response;

    private JobResponse(JobState state, int status, ReadOnlyMemory<byte> body)
    {
        _state = state;
        _response = ApiResult.Json(status, body, state.HasEnded ? null : LookAgain);
    }

    /// <summary>202: the job is accepted.</summary>
    public static JobResponse Accepted(JobState state) => new(state, StatusCodes.Status202Accepted, state.ToJson());

    /// <summary>202 while the job is being cancelled, 200 if it has ended.</summary>
    public static JobResponse Cancelled(JobState state) => new(state, state.HasEnded ? StatusCodes.Status200OK : StatusCodes.Status202Accepted, state.ToJson());

    /// <summary>200 with a page of documents.</summary>
    public static JobResponse Ok(JobState state, JobPage page, IReadOnlyList<ReadOnlyMemory<byte>> documents) =>
        new(state, StatusCodes.Status200OK, Body(state, documents, page.Next(state)));

    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        // A reference without scheme and host (RFC 9110, section 10.2.2): behind an ingress, these are not what the caller sees.
        httpContext.Response.Headers["Operation-Location"] = $"/api/v1/jobs/{_state.Id}";
        return _response.ExecuteAsync(httpContext);
    }

    private static ReadOnlyMemory<byte> Body(JobState state, IReadOnlyList<ReadOnlyMemory<byte>> documents, string? next)
    {
        var output = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(output, new JsonWriterOptions { Encoder = JobsJson.Relaxed.Options.Encoder }))
        {
            writer.WriteStartObject();
            foreach (var property in JsonSerializer.SerializeToElement(state, JobsJson.Relaxed.JobState).EnumerateObject())
                property.WriteTo(writer);
            writer.WriteStartArray("documents");
            foreach (var document in documents)
                writer.WriteRawValue(document.Span, skipInputValidation: true);
            writer.WriteEndArray();
            if (next is not null)
                writer.WriteString("nextLink", next);
            writer.WriteEndObject();
        }
        return output.WrittenMemory;
    }
}
