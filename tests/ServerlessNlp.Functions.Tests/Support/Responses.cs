using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace ServerlessNlp.Functions.Tests.Support;

/// <summary>What a result writes.</summary>
internal static class Responses
{
    /// <summary>Status and JSON of a response.</summary>
    public static async Task<(int Status, JsonElement Body)> ReadAsync(this IResult result, HttpContext context)
    {
        using var body = new MemoryStream();
        context.Response.Body = body;
        await result.ExecuteAsync(context);
        return (context.Response.StatusCode, body.Length == 0 ? default : JsonElement.Parse(body.ToArray()));
    }
}
