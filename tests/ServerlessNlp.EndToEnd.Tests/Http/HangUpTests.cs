using System.Net.Http.Json;

namespace ServerlessNlp.EndToEnd.Tests.Http;

[Collection(SharedServer.Name)]
public sealed class HangUpTests(ServerFixture fixture)
{
    [Fact]
    public async Task Callers_who_hang_up_in_the_middle_leave_no_failure_in_the_log()
    {
        var text = string.Concat(Enumerable.Repeat(Articles.HarbourTown, 10));
        var before = fixture.Server.Log.Length;
        for (var patience = 20; patience <= 640; patience *= 2)
        {
            using var impatient = new CancellationTokenSource(patience);
            try
            {
                await fixture.Server.Client.PostAsync("/api/v1/classify", JsonContent.Create(new { documents = Enumerable.Repeat(new { text }, 30).Select((document, i) => new { id = $"{i}", document.text }) }), impatient.Token);
            }
            catch (OperationCanceledException)
            {
                // Hung up.
            }
        }
        // Whatever there is to tell is told before the next answer.
        (await fixture.Server.Client.PostDocumentsAsync("/api/v1/classify", "Still here.")).EnsureSuccessStatusCode();
        await Task.Delay(TimeSpan.FromSeconds(1));

        var log = fixture.Server.Log[before..];
        Assert.DoesNotContain("onnxruntime", log, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Classify failed", log, StringComparison.Ordinal);
        Assert.DoesNotContain("fail:", log, StringComparison.Ordinal);
    }
}
