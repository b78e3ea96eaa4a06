using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using ServerlessNlp.Cli.Local;
using ServerlessNlp.Cli.Output;
using ServerlessNlp.Storage.Results;
using ServerlessNlp.Storage.Work;
using Spectre.Console;

namespace ServerlessNlp.Cli.Commands;

/// <summary><c>nlp submit</c>: uploads documents, puts them into the queue, shows how far they are, and prints the results.</summary>
internal static class SubmitCommand
{
    private static readonly Argument<string[]> Paths = new("PATH") { Description = "Files, or folders with files.", Arity = ArgumentArity.OneOrMore };
    private static readonly Option<string?> Tasks = new("--tasks") { Description = "The tasks, such as classify,summarize or classify:sentiment. Default: the setting DefaultTasks." };
    private static readonly Option<string?> Storage = new("--storage") { Description = "A connection string, or the folder of Azurite's data." };
    private static readonly Option<bool> Json = new("--json") { Description = "The results as they are stored, one a line." };

    public static Command Create()
    {
        var command = new Command("submit", "Uploads documents, has them worked on by queue, and prints the results.") { Paths, Tasks, Storage, Json };
        command.SetAction((result, cancellationToken) => RunAsync(result.GetValue(Paths)!, result.GetValue(Tasks), result.GetValue(Storage), result.GetValue(Json), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(string[] paths, string? tasks, string? storage, bool json, CancellationToken cancellationToken)
    {
        var files = InputFiles.Find(paths);
        var specifications = tasks is null ? null : TaskSpecification.ParseSetting(tasks);
        foreach (var specification in specifications ?? [])
            _ = specification.Resolve();

        await using var services = StorageServices.Build(StorageConnection.Find(storage));
        var submission = ActivatorUtilities.CreateInstance<Submission>(services);
        var results = services.GetRequiredService<ResultStore>();
        var isFailed = false;
        await Progress(files.Count, async advance =>
        {
            await submission.SendAsync(files, specifications, cancellationToken);
            await foreach (var (file, marker) in submission.WaitAsync(cancellationToken))
            {
                await PrintAsync(file, marker, results, json, cancellationToken);
                isFailed |= marker.Outcome == WorkOutcome.Failed;
                advance();
            }
        });
        return isFailed ? 1 : 0;
    }

    private static Task Progress(int total, Func<Action, Task> work)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return console.Progress().StartAsync(async context =>
        {
            var progress = context.AddTask("documents", maxValue: total);
            await work(() => progress.Increment(1));
        });
    }

    private static async Task PrintAsync(InputFile file, WorkMarker marker, ResultStore results, bool json, CancellationToken cancellationToken)
    {
        if (marker.Outcome != WorkOutcome.Succeeded)
        {
            var reason = marker.Error is { } error ? $"{error.Code}: {error.Detail}" : "The document has changed since.";
            Console.WriteLine(json ? StoredResultText.ErrorJson(file.Name, marker) : $"{file.Name}\n  {reason}");
            return;
        }
        if (!json)
            Console.WriteLine(file.Name);
        foreach (var (task, address) in marker.Results!)
        {
            var result = await results.ReadAsync(address, cancellationToken) ?? throw new CliException("A result has gone from storage.");
            Console.WriteLine(json ? result.ToString() : StoredResultText.ForPeople(task, result));
        }
    }
}
