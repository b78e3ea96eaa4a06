using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;
using ServerlessNlp.Documents;
using ServerlessNlp.Functions.Hosting;
using ServerlessNlp.Service.Configuration;
using ServerlessNlp.Tasks;

namespace ServerlessNlp.Functions.Http;

/// <summary>The text of a document, as tasks would get it.</summary>
public sealed class ReadFunctions(HttpApi api, RequestSlots slots, IOptions<NlpOptions> options)
{
    /// <summary>Reads the document that is the body: its content type, and the parameter <c>name</c>, say what it is said to be.</summary>
    [Function("Read")]
    public Task<IResult> Read([HttpTrigger(CallerAccess.Level, "post", Route = "api/v1/read")] HttpRequest request, CancellationToken cancellationToken) =>
        api.AnswerAsync(request, cancellationToken, async cancelled =>
        {
            using var slot = slots.Take();
            var bytes = await RequestBody.ReadAsync(request, options.Value.MaxDocumentBytes, cancelled);
            var content = new DocumentContent(bytes, request.Query["name"].FirstOrDefault(), request.ContentType);
            var document = DocumentExtractor.Extract(content, options.Value.MaxCharacters, cancelled);
            var body = new ReadBody(document.Format, document.Charset, document.Warnings, document.Text);
            return ApiResult.Ok(JsonSerializer.SerializeToUtf8Bytes(body, HttpJson.Relaxed.ReadBody));
        });
}

/// <summary>The body of <c>POST /api/v1/read</c>.</summary>
internal sealed record ReadBody(string Format, string? Charset, IReadOnlyList<TaskWarning> Warnings, string Text);
