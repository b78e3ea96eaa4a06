#:property PublishAot=false
// Asks a deployed (or local) service what a user would: dotnet run eng/smoke.cs -- URL
// Callers' credentials come from the environment: NLP_KEY (a function key) or NLP_TOKEN (an Entra token).
using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

if (args is not [var address] || !Uri.TryCreate(address, UriKind.Absolute, out var url))
{
    Console.Error.WriteLine("Usage: dotnet run eng/smoke.cs -- URL");
    return 2;
}
using var client = new HttpClient { BaseAddress = url, Timeout = TimeSpan.FromSeconds(100) };
if (Environment.GetEnvironmentVariable("NLP_KEY") is { Length: > 0 } key)
    client.DefaultRequestHeaders.Add("x-functions-key", key);
if (Environment.GetEnvironmentVariable("NLP_TOKEN") is { Length: > 0 } token)
    client.DefaultRequestHeaders.Authorization = new("Bearer", token);

try
{
    await Step("live", HttpMethod.Get, "/api/health/live", null, _ => true);
    await Step("ready", HttpMethod.Get, "/api/health/ready", null, _ => true);
    await Step("models", HttpMethod.Get, "/api/v1/models", null, body => body.GetProperty("models").GetArrayLength() > 0);
    await Step("classify", HttpMethod.Post, "/api/v1/classify", Documents("A warm, funny film with a wonderful cast. I loved every minute of it."),
        body => First(body).GetProperty("labels")[0].GetProperty("label").GetString() == "positive");
    await Step("summarize", HttpMethod.Post, "/api/v1/summarize", Documents("The bridge was closed in May. Engineers had found cracks in two of its towers. Repairs will take a year and cost four million."),
        body => First(body).GetProperty("sentences").GetArrayLength() > 0);
    return 0;
}
catch (SmokeException e)
{
    Console.Error.WriteLine(e.Message);
    return 1;
}

// A service that has just been deployed is still starting, and its first request loads a model: both are waited for.
async Task Step(string name, HttpMethod method, string path, object? body, Func<JsonElement, bool> isRight)
{
    var clock = Stopwatch.StartNew();
    for (var last = "no answer"; clock.Elapsed < TimeSpan.FromMinutes(5); await Task.Delay(TimeSpan.FromSeconds(2)))
    {
        try
        {
            using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
            using var response = await client.SendAsync(request);
            last = $"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}";
            if (response.StatusCode is HttpStatusCode.OK)
            {
                if (!isRight(JsonDocument.Parse(last[4..]).RootElement))
                    throw new SmokeException($"{name}: not the answer that was expected: {last}");
                Console.WriteLine($"{name}: {clock.ElapsedMilliseconds} ms");
                return;
            }
            if (response.StatusCode is not (HttpStatusCode.ServiceUnavailable or HttpStatusCode.BadGateway or HttpStatusCode.NotFound or HttpStatusCode.TooManyRequests))
                throw new SmokeException($"{name}: {last}");
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            last = e.Message;
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new SmokeException($"{name}: not the answer that was expected: {last}");
        }
        if (clock.Elapsed > TimeSpan.FromMinutes(5) - TimeSpan.FromSeconds(4))
            throw new SmokeException($"{name}: still no answer after five minutes, the last: {last}");
    }
}

static object Documents(string text) => new { documents = new[] { new { id = "1", text } } };

static JsonElement First(JsonElement body) => body.GetProperty("documents")[0];

internal sealed class SmokeException(string message) : Exception(message);
