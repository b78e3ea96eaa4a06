using System.CommandLine;
using System.CommandLine.Parsing;
using ServerlessNlp.Cli.Evaluation;
using ServerlessNlp.Cli.Evaluation.Data;
using ServerlessNlp.Cli.Local;
using ServerlessNlp.Cli.Output;
using ServerlessNlp.Service.Tasks;
using ServerlessNlp.Tasks;

namespace ServerlessNlp.Cli.Commands;

/// <summary><c>nlp evaluate</c>: how good a model is on data with the right answers, through the engine that serves.</summary>
internal static class EvaluateCommand
{
    private static readonly Option<string?> Model = new("--model") { Description = "A model's name, or the folder of a package." };
    private static readonly Option<string> Data = new("--data") { Description = "The data: .tsv, .jsonl, .conll or SQuAD's .json, alone or with .gz.", Required = true };
    private static readonly Option<string?> TaskName = new Option<string?>("--task") { Description = "The task (the model's)." }.AcceptOnlyFromAmong([.. TaskEvaluations.ByTask.Keys]);
    private static readonly Option<string?> Labels = new("--labels") { Description = "Maps the data's labels to the model's: FROM=TO,FROM=TO; FROM= leaves one out." };
    private static readonly Option<bool> HeldOut = new("--held-out") { Description = "Only every tenth line, exact duplicates dropped: the part that training leaves out." };
    private static readonly Option<int?> Limit = new("--limit") { Description = "Only so many, the first." };
    private static readonly Option<string?> Storage = new("--storage") { Description = "Where models are looked up: a connection string, or the folder of Azurite's data." };
    private static readonly Option<bool> Json = new("--json") { Description = "The report as JSON." };

    public static Command Create()
    {
        var command = new Command("evaluate", "Measures a model on data with the right answers.") { Model, Data, TaskName, Labels, HeldOut, Limit, Storage, Json };
        command.Validators.Add(RequireModelOrTask);
        command.SetAction(RunAsync);
        return command;
    }

    private static void RequireModelOrTask(CommandResult result)
    {
        if (result.GetValue(Model) is null && result.GetValue(TaskName) is null)
            result.AddError("Name a --model, or a --task whose default model is meant.");
        if (result.GetValue(Limit) < 1)
            result.AddError("--limit must be at least 1.");
    }

    private static async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        var (model, storage) = (result.GetValue(Model), result.GetValue(Storage));
        model ??= NlpTask.Find(result.GetValue(TaskName)!)!.DefaultModel;
        var units = Units(result);
        var manifest = model is null ? null : await TaskSession.ManifestOfAsync(model, storage, cancellationToken);
        var task = result.GetValue(TaskName) is { } name ? NlpTask.Find(name)! : NlpTask.Showing(manifest!);
        if (manifest is not null)
            TaskRunner.RequireFit(task, manifest);

        await using var session = TaskSession.Open(task, model, storage, cancellationToken);
        var report = await WorkProgress.RunAsync("documents", units.Count, async advance =>
        {
            var run = new EvaluationRun(session, task, manifest, advance);
            var figures = await TaskEvaluations.ByTask[task.Name](run, units, new LabelMap(result.GetValue(Labels)), cancellationToken);
            return new EvaluationReport(
                manifest is null ? null : ModelIdentity.Of(manifest), manifest?.Architecture, manifest?.Precision, manifest?.TotalBytes,
                task.Name, Path.GetFileName(result.GetValue(Data)!), result.GetValue(HeldOut), run.Documents, run.Refused, run.DocumentsPerSecond, figures);
        });
        Console.WriteLine(result.GetValue(Json) ? EvaluationText.Json(report) : EvaluationText.ForPeople(report));
        return 0;
    }

    private static IReadOnlyList<DataUnit> Units(ParseResult result)
    {
        var units = DataFile.Read(result.GetValue(Data)!);
        if (result.GetValue(HeldOut))
            units = DataFile.HeldOut(units);
        if (result.GetValue(Limit) is { } limit)
            units = [.. units.Take(limit)];
        return units.Count > 0 ? units : throw new CliException("There is nothing in the data to measure on.");
    }
}
