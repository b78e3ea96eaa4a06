using System.Net;
using System.Text;
using System.Text.Json;
using Azure.Storage.Blobs.Models;

namespace ServerlessNlp.EndToEnd.Tests.Queue;

[Collection(SharedServer.Name)]
public sealed class JobTests(ServerFixture fixture)
{
    private const string Jobs = "/api/v1/jobs";

    private HttpClient Client => fixture.Server.Client;

    private TestStorage Storage => fixture.Storage;

    [Fact]
    public async Task Documents_in_the_request_get_the_answers_that_http_gives_at_once()
    {
        var response = await Client.PostJsonAsync(Jobs, """{"tasks":[{"task":"classify"},{"task":"summarize","options":{"sentenceCount":1}}],"documents":[{"id":"a","text":"Lovely. Truly lovely."},{"text":" "},{"id":"c","text":"Awful."}]}""");

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.NotNull(response.Headers.RetryAfter);
        var location = Assert.Single(response.Headers.GetValues("Operation-Location"));
        var job = await EndOfAsync(location);
        Assert.Equal("partiallyCompleted", job.GetProperty("status").GetString());
        Assert.Equal("""{"total":3,"succeeded":2,"failed":1,"superseded":0,"cancelled":0,"pending":0}""", job.GetProperty("counts").ToString());
        var documents = job.GetProperty("documents");
        Assert.Equal(["a", "2", "c"], documents.EnumerateArray().Select(document => document.GetProperty("id").GetString()));
        Assert.Equal("EmptyDocument", documents[1].GetProperty("error").GetProperty("code").GetString());
        var direct = (await (await Client.PostDocumentsAsync("/api/v1/classify", "Lovely. Truly lovely.")).JsonAsync()).GetProperty("documents")[0];
        Assert.Equal(direct.GetProperty("labels").ToString(), documents[0].GetProperty("results").GetProperty("classify").GetProperty("labels").ToString());
        Assert.Equal(1, documents[2].GetProperty("results").GetProperty("summarize").GetProperty("sentences").GetArrayLength());
    }

    [Fact]
    public async Task A_prefix_means_every_blob_under_it_and_pages_follow_their_order()
    {
        var folder = Guid.NewGuid().ToString("n");
        foreach (var i in Enumerable.Range(0, 5))
            await Storage.UploadAsync($"{folder}/{i}.txt", $"Number {i} of {folder} is fine.");

        var job = await RunAsync(new { prefix = new { container = "uploads", prefix = folder + "/" }, tasks = new[] { new { task = "classify" } } });

        Assert.Equal("succeeded", job.GetProperty("status").GetString());
        Assert.Equal(5, job.GetProperty("counts").GetProperty("succeeded").GetInt32());
        var names = new List<string>();
        for (var page = $"{Jobs}/{job.GetProperty("id").GetString()}?top=2"; page is not null;)
        {
            var json = await (await Client.GetAsync(page)).JsonAsync();
            names.AddRange(json.GetProperty("documents").EnumerateArray().Select(document => document.GetProperty("id").GetString()!));
            page = json.TryGetProperty("nextLink", out var next) ? next.GetString() : null;
        }
        Assert.Equal(Enumerable.Range(0, 5).Select(i => $"{folder}/{i}.txt"), names);
    }

    [Fact]
    public async Task Blobs_that_are_gone_or_changed_are_counted_as_what_they_are()
    {
        var name = Guid.NewGuid().ToString("n");
        await Storage.UploadAsync($"{name}-good.txt", "A good one.");
        var stale = await Storage.UploadAsync($"{name}-old.txt", "The first words.");
        await Storage.UploadAsync($"{name}-old.txt", "Other words.");
        object Blob(string blob, string? etag = null) => new { container = "uploads", blob, etag };

        var job = await RunAsync(new { documents = new[] { Blob($"{name}-good.txt"), Blob($"{name}-old.txt", stale), Blob($"{name}-gone.txt") }, tasks = new[] { new { task = "classify" } } });

        Assert.Equal("partiallyCompleted", job.GetProperty("status").GetString());
        Assert.Equal("""{"total":3,"succeeded":1,"failed":1,"superseded":1,"cancelled":0,"pending":0}""", job.GetProperty("counts").ToString());
        Assert.Equal(["", "Superseded", "DocumentNotFound"], job.GetProperty("documents").EnumerateArray().Select(document => document.TryGetProperty("error", out var error) ? error.GetProperty("code").GetString()! : ""));
        await Storage.PoisonedAsync(json => json.GetProperty("message").ToString().Contains($"{name}-gone.txt"));
    }

    [Fact]
    public async Task A_batch_of_json_lines_is_divided_and_comes_back_in_order()
    {
        var texts = Enumerable.Range(0, 6000).Select(i => $"Review number {i} says that it was {(i % 3 == 0 ? "a delight from the first page to the last" : "a waste of an evening that nobody gives back")}.").ToList();
        var blob = $"{Guid.NewGuid():n}.jsonl";
        await Storage.UploadAsync(blob, string.Concat(texts.Select((text, i) => JsonSerializer.Serialize(new { id = $"r{i}", text }) + (i % 2 == 0 ? "\n" : "\r\n"))) + "\n{broken\n");

        var job = await RunAsync(new { batch = new { container = "uploads", blob }, tasks = new[] { new { task = "classify", options = new { top = 1 } } } });

        Assert.Equal((6001, 6000, 1), (job.GetProperty("counts").GetProperty("total").GetInt32(), job.GetProperty("counts").GetProperty("succeeded").GetInt32(), job.GetProperty("counts").GetProperty("failed").GetInt32()));
        Assert.True((await PartsAsync(job)).Count > 1);
        var lines = await LinesAsync(job);
        Assert.Equal(Enumerable.Range(0, 6000).Select(i => $"r{i}").Append("6002"), lines.Select(line => line.GetProperty("id").GetString()));
        Assert.Equal("InvalidRequest", lines[^1].GetProperty("error").GetProperty("code").GetString());
        // A page lies across two work items.
        var (skip, id) = (BoundaryOf(await PartsAsync(job)), job.GetProperty("id").GetString());
        var page = await (await Client.GetAsync($"{Jobs}/{id}?skip={skip - 2}&top=5")).JsonAsync();
        Assert.Equal(lines.Skip(skip - 2).Take(5).Select(line => line.ToString()), page.GetProperty("documents").EnumerateArray().Select(line => line.ToString()));
        // The same text alone has the same answer, whatever it was batched with.
        foreach (var i in new[] { 0, 1, 2999, 5999 })
        {
            var direct = (await (await Client.PostDocumentsAsync("/api/v1/classify", texts[i])).JsonAsync()).GetProperty("documents")[0].GetProperty("labels")[0];
            Assert.Equal(direct.ToString(), lines[i].GetProperty("results").GetProperty("classify").GetProperty("labels")[0].ToString());
        }
    }

    [Fact]
    public async Task A_batch_of_csv_has_a_document_a_record()
    {
        var blob = $"{Guid.NewGuid():n}.csv";
        await Storage.UploadAsync(blob, "Id;TEXT\r\n1;\"Two lines,\nand \"\"quotes\"\".\"\r\n2;plain\r\n");

        var job = await RunAsync(new { batch = new { container = "uploads", blob }, tasks = new[] { new { task = "summarize" } } });

        Assert.Equal("succeeded", job.GetProperty("status").GetString());
        var lines = await LinesAsync(job);
        Assert.Equal(["1", "2"], lines.Select(line => line.GetProperty("id").GetString()));
        Assert.Contains("and \"quotes\"", lines[0].ToString().Replace("\\\"", "\""));
    }

    [Theory]
    [InlineData("name,words\n1,no text here\n", "UnreadableDocument")]
    [InlineData("id,text\n", "InvalidDocuments")]
    public async Task A_batch_that_cannot_be_read_ends_its_job_with_the_reason(string csv, string code)
    {
        var blob = $"{Guid.NewGuid():n}.csv";
        await Storage.UploadAsync(blob, csv);

        var job = await RunAsync(new { batch = new { container = "uploads", blob } });

        Assert.Equal("failed", job.GetProperty("status").GetString());
        Assert.Equal(code, job.GetProperty("error").GetProperty("code").GetString());
        await Storage.PoisonedAsync(json => json.GetProperty("message").TryGetProperty("job", out var id) && id.GetString() == job.GetProperty("id").GetString());
    }

    [Fact]
    public async Task A_row_whose_quote_is_never_closed_is_an_error_of_its_own_with_its_line()
    {
        var blob = $"{Guid.NewGuid():n}.csv";
        await Storage.UploadAsync(blob, "id,text\n1,fine\n2,\"never closed\n");

        var job = await RunAsync(new { batch = new { container = "uploads", blob }, tasks = new[] { new { task = "summarize" } } });

        Assert.Equal("partiallyCompleted", job.GetProperty("status").GetString());
        var error = (await LinesAsync(job)).Single(line => line.TryGetProperty("error", out _)).GetProperty("error");
        Assert.Equal("UnreadableDocument", error.GetProperty("code").GetString());
        Assert.Contains("ine 3 ", error.GetProperty("message").GetString());
    }

    [Fact]
    public async Task The_same_idempotency_key_makes_one_job_and_another_request_with_it_is_refused()
    {
        var key = Guid.NewGuid().ToString();
        const string Body = """{"tasks":[{"task":"summarize"}],"documents":[{"text":"Once."}]}""";

        var first = await (await PostAsync(Body, key)).JsonAsync();
        var again = await Task.WhenAll(Enumerable.Range(0, 5).Select(async _ => await (await PostAsync(Body, key)).JsonAsync()));
        var other = await PostAsync(Body.Replace("Once", "Twice"), key);

        Assert.All(again, job => Assert.Equal(first.GetProperty("id").GetString(), job.GetProperty("id").GetString()));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, other.StatusCode);
        Assert.Equal("IdempotencyKeyReused", (await other.JsonAsync()).GetProperty("code").GetString());
        Assert.Equal(1, (await EndOfAsync($"{Jobs}/{first.GetProperty("id").GetString()}")).GetProperty("counts").GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task A_job_whose_time_is_up_ends_as_cancelled_with_exact_counts()
    {
        var folder = Guid.NewGuid().ToString("n");
        await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Storage.UploadAsync($"{folder}/{i:d3}.txt", $"Number {i} of {folder}.")));

        var job = await RunAsync(new { prefix = new { container = "uploads", prefix = folder + "/" }, cancelAfter = "PT0.5S" });

        var counts = job.GetProperty("counts");
        Assert.Equal("cancelled", job.GetProperty("status").GetString());
        Assert.Equal(200, counts.GetProperty("succeeded").GetInt32() + counts.GetProperty("cancelled").GetInt32());
        Assert.True(counts.GetProperty("cancelled").GetInt32() > 0);
    }

    [Fact]
    public async Task A_job_that_is_cancelled_ends_as_cancelled_and_one_that_has_ended_stays_as_it_is()
    {
        var folder = Guid.NewGuid().ToString("n");
        await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Storage.UploadAsync($"{folder}/{i:d3}.txt", $"Number {i} of {folder}.")));
        var job = await (await PostAsync(JsonSerializer.Serialize(new { prefix = new { container = "uploads", prefix = folder + "/" } }))).JsonAsync();
        var location = $"{Jobs}/{job.GetProperty("id").GetString()}";

        var cancelled = await Client.DeleteAsync(location);

        Assert.Equal(HttpStatusCode.Accepted, cancelled.StatusCode);
        Assert.Equal("cancelling", (await cancelled.JsonAsync()).GetProperty("status").GetString());
        var end = await EndOfAsync(location);
        Assert.Equal("cancelled", end.GetProperty("status").GetString());
        Assert.Equal(0, end.GetProperty("counts").GetProperty("pending").GetInt32());
        var again = await Client.DeleteAsync(location);
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.Equal("cancelled", (await again.JsonAsync()).GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_job_that_nobody_looks_at_ends_and_is_told_as_a_cloud_event()
    {
        var job = await (await PostAsync("""{"tasks":[{"task":"summarize"}],"documents":[{"text":"Nobody asks."}]}""")).JsonAsync();
        var id = job.GetProperty("id").GetString();

        var told = await Storage.TakeAsync(Storage.Completions, json => json.GetProperty("subject").GetString() == id);

        Assert.Equal(("1.0", "ServerlessNlp.JobCompleted", "application/json"), (told.GetProperty("specversion").GetString(), told.GetProperty("type").GetString(), told.GetProperty("datacontenttype").GetString()));
        Assert.Equal("succeeded", told.GetProperty("data").GetProperty("status").GetString());
        Assert.Equal(1, told.GetProperty("data").GetProperty("counts").GetProperty("succeeded").GetInt32());
        Assert.Equal(told.GetProperty("time").GetDateTimeOffset(), (await EndOfAsync($"{Jobs}/{id}")).GetProperty("completedAt").GetDateTimeOffset());
    }

    [Theory]
    [InlineData("""{}""", 422, "InvalidDocuments")]
    [InlineData("""[]""", 400, "InvalidRequest")]
    [InlineData("""{"documents":[]}""", 422, "InvalidDocuments")]
    [InlineData("""{"documents":[{"text":"a"}],"prefix":{"container":"uploads"}}""", 422, "InvalidDocuments")]
    [InlineData("""{"documents":[{"id":"1","text":"a"},{"id":"1","text":"b"}]}""", 422, "DuplicateId")]
    [InlineData("""{"documents":[{"text":"a"}],"colour":"red"}""", 400, "InvalidRequest")]
    [InlineData("""{"documents":[{"container":"results","blob":"a"}]}""", 422, "InvalidDocuments")]
    [InlineData("""{"documents":[{"container":"../models","blob":"a"}]}""", 422, "InvalidDocuments")]
    [InlineData("""{"documents":[{"text":"a"}],"tasks":[]}""", 400, "InvalidRequest")]
    [InlineData("""{"documents":[{"text":"a"}],"tasks":[{"task":"translate"}]}""", 404, "TaskNotFound")]
    [InlineData("""{"documents":[{"text":"a"}],"tasks":[{"task":"classify","model":"nope"}]}""", 404, "ModelNotFound")]
    [InlineData("""{"documents":[{"text":"a"}],"tasks":[{"task":"classify","options":{"colour":1}}]}""", 422, "InvalidOption")]
    [InlineData("""{"documents":[{"text":"a"}],"cancelAfter":"5 minutes"}""", 400, "InvalidRequest")]
    [InlineData("""{"documents":[{"text":"a"}],"cancelAfter":"-PT5M"}""", 400, "InvalidRequest")]
    [InlineData("""{"batch":{"container":"uploads","blob":"there-is-none.jsonl"}}""", 404, "DocumentNotFound")]
    [InlineData("""{"batch":{"container":"uploads","blob":"a.xml","format":"xml"}}""", 422, "InvalidOption")]
    [InlineData("""{"prefix":{"container":"uploads"},"tasks":[{"task":"answer"}]}""", 422, "InvalidDocuments")]
    public async Task A_job_that_cannot_work_is_refused_before_it_is_accepted(string body, int status, string code)
    {
        var response = await PostAsync(body);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(code, (await response.JsonAsync()).GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("/api/v1/jobs/there-is-none")]
    [InlineData("/api/v1/jobs/there-is-none/results")]
    [InlineData("/api/v1/jobs/..%2Fmodels")]
    [InlineData("/api/v1/jobs/attempts")]
    public async Task A_job_that_is_not_there_is_404(string route)
    {
        var response = await Client.GetAsync(route);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("JobNotFound", (await response.JsonAsync()).GetProperty("code").GetString());
    }

    private async Task<HttpResponseMessage> PostAsync(string body, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Jobs) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        return await Client.SendAsync(request);
    }

    private async Task<JsonElement> RunAsync(object body)
    {
        var response = await PostAsync(JsonSerializer.Serialize(body));
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        return await EndOfAsync(response.Headers.GetValues("Operation-Location").Single());
    }

    private async Task<JsonElement> EndOfAsync(string location)
    {
        for (var until = DateTime.UtcNow.AddMinutes(2); DateTime.UtcNow < until; await Task.Delay(100))
        {
            var job = await (await Client.GetAsync(location)).JsonAsync();
            if (job.TryGetProperty("completedAt", out _))
                return job;
        }
        throw new TimeoutException("The job did not end.");
    }

    private async Task<List<JsonElement>> LinesAsync(JsonElement job)
    {
        var text = await Client.GetStringAsync($"{Jobs}/{job.GetProperty("id").GetString()}/results");
        return [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line))];
    }

    private static int BoundaryOf(List<BlobItem> parts) => int.Parse(parts[0].Metadata["succeeded"]);

    private async Task<List<BlobItem>> PartsAsync(JsonElement job)
    {
        var parts = new List<BlobItem>();
        await foreach (var blob in Storage.Container("results").GetBlobsAsync(BlobTraits.Metadata, BlobStates.None, $"jobs/{job.GetProperty("id").GetString()}/", default))
            parts.Add(blob);
        return parts;
    }
}
