using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using ServerlessNlp.Chaos.Tests.Processes;

namespace ServerlessNlp.Chaos.Tests.Documents;

/// <summary>Asks for jobs by HTTP, of whichever worker answers, until one has accepted. Each is asked for twice.</summary>
internal sealed class JobClient(IReadOnlyList<Worker> workers) : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly HttpClient _client = new() { Timeout = TimeSpan.FromSeconds(30) };

    /// <summary>Creates a job.</summary>
    /// <returns>Its id.</returns>
    public async Task<string> CreateAsync(ChaosJob job, CancellationToken cancellationToken)
    {
        var id = await PostAsync(job, cancellationToken);
        var again = await PostAsync(job, cancellationToken);
        return again == id ? id : throw new InvalidOperationException($"The same request made two jobs: {id} and {again}.");
    }

    public void Dispose() => _client.Dispose();

    private async Task<string> PostAsync(ChaosJob job, CancellationToken cancellationToken)
    {
        var until = DateTime.UtcNow + Deadline;
        for (var attempt = 0; DateTime.UtcNow < until; attempt++)
        {
            if (workers[attempt % workers.Count].Address is { } address && await TryPostAsync(address, job, cancellationToken) is { } id)
                return id;
            await Task.Delay(Pause, cancellationToken);
        }
        throw new TimeoutException($"No worker accepts the job {job.Key}.");
    }

    private async Task<string?> TryPostAsync(string address, ChaosJob job, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{address}/api/v1/jobs") { Content = new StringContent(job.Request, Encoding.UTF8, "application/json") };
        request.Headers.Add("Idempotency-Key", job.Key);
        try
        {
            using var response = await _client.SendAsync(request, cancellationToken);
            var body = await response.Content.ReadAsStringAsync(cancellationToken);
            if (response.StatusCode == HttpStatusCode.Accepted)
                return JsonNode.Parse(body)!["id"]!.GetValue<string>();
            return response.StatusCode >= HttpStatusCode.InternalServerError ? null : throw new InvalidOperationException($"The job {job.Key} is refused: {body}");
        }
        catch (Exception exception) when (exception is HttpRequestException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            // The worker died, or stands still: another one is asked.
            return null;
        }
    }
}
