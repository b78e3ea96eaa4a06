using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using ServerlessNlp.Cli.Local;
using ServerlessNlp.Cli.Output;
using ServerlessNlp.Cli.Submission;
using ServerlessNlp.Service.Jobs;
using ServerlessNlp.Service.Messages;

namespace ServerlessNlp.Cli.Commands;

/// <summary><c>nlp submit</c>: uploads documents, makes a job of them, shows how far it is, and prints the results.</summary>
internal static class SubmitCommand
{
    private static readonly Argument<string[]> Paths = new("PATH") { Description = "Files, or folders with files; or one file of JSON Lines, CSV or TSV with a document a line.", Arity = ArgumentArity.OneOrMore };
    private static readonly Option<string?> Tasks = new("--tasks") { Description = "The tasks, such as classify,summarize or classify:sentiment. Default: the setting DefaultTasks." };
    private static readonly Option<string?> Storage = new("--storage") { Description = "A connection string, or the folder of Azurite's data." };
    private static readonly Option<bool> Json = new("--json") { Description = "The results as JSON Lines, a document a line." };
    private static readonly Option<bool> NoWait = new("--no-wait") { Description = "Print the job's id and leave; `nlp jobs` shows the rest." };

    public static Command Create()
    {
        var command = new Command("submit", "Uploads documents, has them worked on by queue, and prints the results.") { Paths, Tasks, Storage, Json, NoWait };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var files = InputFiles.Find(arguments.GetValue(Paths)!, leftover => Console.Error.WriteLine($"left out, as it is no document: {leftover.Name}"));
        var tasks = arguments.GetValue(Tasks) is { } setting ? TaskSpecification.ParseSetting(setting) : null;

        await using var services = StorageServices.Build(StorageConnection.Find(arguments.GetValue(Storage)));
        var submission = ActivatorUtilities.CreateInstance<JobSubmission>(services);
        var job = await submission.SendAsync(files, tasks, cancellationToken);
        if (arguments.GetValue(NoWait))
        {
            Console.WriteLine(job.Id);
            return 0;
        }
        await Console.Error.WriteLineAsync($"job {job.Id}");
        return await FollowAsync(ActivatorUtilities.CreateInstance<JobFollower>(services), job, arguments.GetValue(Json), submission.Prefix, cancellationToken);
    }

    private static async Task<int> FollowAsync(JobFollower follower, JobState job, bool json, string prefix, CancellationToken cancellationToken)
    {
        var last = job;
        await JobProgress.ShowAsync(async show =>
        {
            void Progress(JobState state) => show(last = state);
            await foreach (var line in follower.FollowAsync(job.Id, Progress, cancellationToken))
                Console.WriteLine(JobText.Document(line, json, prefix));
        });
        if (last.Error is { } error)
            throw new CliException($"{error.Code}: {error.Detail}");
        await Console.Error.WriteLineAsync(JobText.Line(last));
        return last.Status == JobStatus.Succeeded ? 0 : 1;
    }
}
