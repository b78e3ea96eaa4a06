using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace ServerlessNlp.EndToEnd.Tests.Support;

/// <summary>Requests with bodies as they are, and answers as JSON.</summary>
internal static class Json
{
    public static Task<HttpResponseMessage> PostJsonAsync(this HttpClient client, string route, string body) =>
        client.PostAsync(route, new StringContent(body, Encoding.UTF8, "application/json"));

    public static Task<HttpResponseMessage> PostTextAsync(this HttpClient client, string route, string body) =>
        client.PostAsync(route, new StringContent(body, Encoding.UTF8, "text/plain"));

    public static Task<HttpResponseMessage> PostDocumentsAsync(this HttpClient client, string route, params string[] texts) =>
        client.PostAsync(route, JsonContent.Create(new { documents = texts.Select(text => new { text }) }));

    public static async Task<JsonElement> JsonAsync(this HttpResponseMessage response) => JsonElement.Parse(await response.Content.ReadAsByteArrayAsync());
}
