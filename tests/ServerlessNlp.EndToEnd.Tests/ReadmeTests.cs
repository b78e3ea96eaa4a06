using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ServerlessNlp.EndToEnd.Tests;

/// <summary>Every command of the README is run, and the answer it shows is the answer there is.</summary>
[Collection(SharedServer.Name)]
public sealed partial class ReadmeTests(ServerFixture fixture)
{
    private const string Address = "http://127.0.0.1:7071";
    private const string TestCommand = "dotnet run test.cs";
    private const string StartCommand = "dotnet run start.cs";

    private static readonly string Readme = File.ReadAllText(Repository.PathOf("README.md"));

    [Fact]
    public async Task The_request_gets_the_answer_that_is_shown()
    {
        var request = Commands().Single(command => command.StartsWith("curl", StringComparison.Ordinal) && command.Contains("classify"));
        var shown = JsonNode.Parse(JsonBlock().Match(Readme).Groups[1].Value)!;

        var (exitCode, output, _) = await RunAsync(request);

        Assert.Equal(0, exitCode);
        Assert.Equal(Stable(shown), Stable(JsonNode.Parse(output)!));
    }

    [Fact]
    public async Task The_other_commands_work()
    {
        var alias = Commands().Single(command => command.StartsWith("alias", StringComparison.Ordinal));
        // The test command is what runs this test; the start command has a test of its own.
        var commands = Commands().Where(command => command != alias && command is not (TestCommand or StartCommand)).ToList();
        Assert.True(commands.Count >= 7);

        foreach (var command in commands)
        {
            var (exitCode, output, error) = await RunAsync($"shopt -s expand_aliases\n{alias.Replace("dotnet run ", "dotnet run --no-build ")}\n{command}");
            Assert.True(exitCode == 0, $"{command}\n{error}");
            Assert.NotEmpty(output.Trim());
        }
    }

    [Fact]
    public async Task The_start_command_gets_ready_answers_and_stops()
    {
        Assert.Contains(StartCommand, Commands());
        Assert.Contains(TestCommand, Commands());
        using var folder = new TemporaryFolder();
        using var process = Process.Start(new ProcessStartInfo("bash", ["-c", $"exec {StartCommand} --port 0 --storage {folder.Path}"]) { WorkingDirectory = Repository.Root, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEndAsync();
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        var lines = new List<string>();
        while (await process.StandardOutput.ReadLineAsync(deadline.Token) is { } line && line != "ready")
            lines.Add(line);
        Assert.False(process.HasExited, process.HasExited ? await error : "");
        using var client = new HttpClient { BaseAddress = new Uri(lines.Single(line => line.StartsWith("health:", StringComparison.Ordinal)).Split(' ')[^1]) };
        Assert.True((await client.PostDocumentsAsync("/api/v1/classify", "Started.")).IsSuccessStatusCode);

        using var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]);

        await process.WaitForExitAsync(deadline.Token);
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => client.GetAsync("/api/health/live"));
    }

    // Scores are computed on another processor; times are of the moment.
    private static string Stable(JsonNode node)
    {
        foreach (var label in node["documents"]!.AsArray().SelectMany(document => document!["labels"]!.AsArray()))
            label!["score"] = Math.Round(label["score"]!.GetValue<double>(), 2);
        node["usage"]!["inferenceMs"] = 0;
        node["usage"]!["cold"] = false;
        return node.ToJsonString();
    }

    private static List<string> Commands() =>
        [.. ShellBlock().Matches(Readme).SelectMany(block => block.Groups[1].Value.Split('\n')).Select(line => line.Split("  #")[0].Trim()).Where(line => line.Length > 0)];

    private async Task<(int ExitCode, string Output, string Error)> RunAsync(string script)
    {
        var start = new ProcessStartInfo("bash", ["-c", script.Replace(Address, fixture.Server.Client.BaseAddress!.ToString().TrimEnd('/'))])
        {
            WorkingDirectory = Repository.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["AzureWebJobsStorage"] = fixture.Server.ConnectionString },
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }

    [GeneratedRegex("```sh\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex ShellBlock();

    [GeneratedRegex("```json\n(\\{\"model\".*?)```", RegexOptions.Singleline)]
    private static partial Regex JsonBlock();
}
