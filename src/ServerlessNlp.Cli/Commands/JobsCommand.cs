using System.CommandLine;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using ServerlessNlp.Cli.Local;
using ServerlessNlp.Cli.Output;
using ServerlessNlp.Cli.Submission;
using ServerlessNlp.Service.Jobs;

namespace ServerlessNlp.Cli.Commands;

/// <summary><c>nlp jobs</c>: what jobs there are, how far they are, their results, and cancelling one.</summary>
internal static class JobsCommand
{
    private static readonly Option<string?> Storage = new("--storage") { Description = "A connection string, or the folder of Azurite's data.", Recursive = true };
    private static readonly Option<bool> Json = new("--json") { Description = "As HTTP gives it.", Recursive = true };
    private static readonly Argument<string> Id = new("ID") { Description = "The job." };
    private static readonly Option<int> Top = new("--top") { Description = "How many, the newest first.", DefaultValueFactory = _ => 20 };
    private static readonly Option<bool> Watch = new("--watch") { Description = "Show how far it is until it has ended." };

    public static Command Create()
    {
        var list = Verb("list", "Lists the newest jobs.", ListAsync);
        list.Add(Top);
        var show = Verb("show", "Shows where a job stands.", ShowAsync);
        show.Add(Id);
        show.Add(Watch);
        var results = Verb("results", "Prints the results of a job, a document a line, in order.", ResultsAsync);
        results.Add(Id);
        var cancel = Verb("cancel", "Cancels a job: what has not begun will not.", CancelAsync);
        cancel.Add(Id);
        var command = new Command("jobs", "Jobs: how far they are, and what came of them.") { Storage, Json, Top, list, show, results, cancel };
        command.SetAction((arguments, cancellationToken) => RunAsync(arguments, ListAsync, cancellationToken));
        return command;
    }

    private static Command Verb(string name, string description, Func<ParseResult, IServiceProvider, CancellationToken, Task<int>> run)
    {
        var command = new Command(name, description);
        command.SetAction((arguments, cancellationToken) => RunAsync(arguments, run, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult arguments, Func<ParseResult, IServiceProvider, CancellationToken, Task<int>> run, CancellationToken cancellationToken)
    {
        await using var services = StorageServices.Build(StorageConnection.Find(arguments.GetValue(Storage)));
        return await run(arguments, services, cancellationToken);
    }

    private static async Task<int> ListAsync(ParseResult arguments, IServiceProvider services, CancellationToken cancellationToken)
    {
        var jobs = services.GetRequiredService<JobService>();
        foreach (var job in (await services.GetRequiredService<JobStore>().ListAsync(cancellationToken)).Take(arguments.GetValue(Top)))
            Print(await jobs.StateOfAsync(job, cancellationToken), arguments);
        return 0;
    }

    private static async Task<int> ShowAsync(ParseResult arguments, IServiceProvider services, CancellationToken cancellationToken)
    {
        var id = arguments.GetValue(Id)!;
        var jobs = services.GetRequiredService<JobService>();
        if (arguments.GetValue(Watch))
            await JobProgress.ShowAsync(show => ActivatorUtilities.CreateInstance<JobFollower>(services).WaitAsync(id, show, cancellationToken));
        var state = await jobs.GetAsync(id, cancellationToken);
        Print(state, arguments);
        if (state.Error is { } error)
            await Console.Error.WriteLineAsync($"{error.Code}: {error.Detail}");
        return 0;
    }

    private static async Task<int> ResultsAsync(ParseResult arguments, IServiceProvider services, CancellationToken cancellationToken)
    {
        var id = (await services.GetRequiredService<JobService>().FindAsync(arguments.GetValue(Id)!, cancellationToken)).Id;
        var isFailed = false;
        await foreach (var line in services.GetRequiredService<JobResults>().ReadAsync(id, cancellationToken))
        {
            Console.WriteLine(JobText.Document(line, arguments.GetValue(Json)));
            isFailed |= JobText.IsError(line);
        }
        return isFailed ? 1 : 0;
    }

    private static async Task<int> CancelAsync(ParseResult arguments, IServiceProvider services, CancellationToken cancellationToken)
    {
        Print(await services.GetRequiredService<JobService>().CancelAsync(arguments.GetValue(Id)!, cancellationToken), arguments);
        return 0;
    }

    private static void Print(JobState state, ParseResult arguments) =>
        Console.WriteLine(arguments.GetValue(Json) ? Encoding.UTF8.GetString(state.ToJson()) : JobText.Line(state));
}
