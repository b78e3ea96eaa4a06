using System.Diagnostics;
using ServerlessNlp.Chaos.Tests.Documents;
using Xunit.Abstractions;

namespace ServerlessNlp.Chaos.Tests;

public sealed class ChaosTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Every_document_gets_one_right_answer_whatever_fails()
    {
        var settings = new ChaosSettings();
        Directory.CreateDirectory(settings.Folder);
        var report = new Report(Path.Combine(settings.Folder, "report.txt"));
        var set = new DocumentSet(settings.Seed, settings.Documents);
        var reference = await UndisturbedRun.RunAsync(set, Path.Combine(settings.Folder, "undisturbed"), CancellationToken.None);

        var clock = Stopwatch.StartNew();
        for (var seed = settings.Seed; seed == settings.Seed || clock.Elapsed < settings.Time; seed++)
        {
            var folder = Path.Combine(settings.Folder, $"seed-{seed}");
            var run = await new ChaosRun(seed, settings.Workers, set, reference).RunAsync(folder, CancellationToken.None);
            await report.AddAsync(run);
            output.WriteLine($"{run}");
            // What a failed run left stays there: storage and logs.
            Assert.True(run.Findings.Count == 0, $"{run}\n{string.Join('\n', run.Findings.Take(50))}");
            Directory.Delete(folder, recursive: true);
        }
        output.WriteLine(report.ToString());
    }
}
