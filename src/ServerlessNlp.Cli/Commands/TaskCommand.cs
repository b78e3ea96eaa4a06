using System.CommandLine;
using System.CommandLine.Parsing;
using ServerlessNlp.Cli.Local;
using ServerlessNlp.Cli.Output;
using ServerlessNlp.Service.Tasks;
using ServerlessNlp.Tasks;

namespace ServerlessNlp.Cli.Commands;

/// <summary>A command for each task: <c>nlp classify FILE|-</c> and its like.</summary>
internal sealed class TaskCommand
{
    // Enough for a full batch of short lines, and few enough to show answers early.
    private const int LinesAtOnce = 64;

    private readonly NlpTask _task;
    private readonly Argument<string?> _file = new("FILE") { Description = "The document, or - for standard input.", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string?> _lines = new("--lines") { Description = "A file with a document a line (- for standard input): answers a line each, in the same order." };
    private readonly Option<string?> _model = new("--model") { Description = "A model's name, or the folder of a package." };
    private readonly Option<string?> _storage = new("--storage") { Description = "Where models are looked up: a connection string, or the folder of Azurite's data." };
    private readonly Option<bool> _json = new("--json") { Description = "The answer as HTTP gives it." };
    private readonly Option<string?> _pair = new("--pair") { Description = "The second text." };
    private readonly Option<string?> _question = new("--question") { Description = "The question." };
    private readonly IReadOnlyList<(string Name, Option<string?> Option)> _taskOptions;

    private TaskCommand(NlpTask task)
    {
        _task = task;
        _taskOptions = [.. task.Options.Select(option => (option.Name, new Option<string?>("--" + Kebab(option.Name)) { Description = $"Must be {option.Allowed}." }))];
    }

    public static Command Create(NlpTask task) => new TaskCommand(task).Create();

    private Command Create()
    {
        var command = new Command(_task.Name, $"The task {_task.Name} for a document, or for each line of a file.") { _file, _lines, _model, _storage, _json };
        if (_task.Pair != TaskField.None)
            command.Add(_pair);
        if (_task.Question != TaskField.None)
            command.Add(_question);
        foreach (var (_, option) in _taskOptions)
            command.Add(option);
        command.Validators.Add(RequireOneInput);
        command.SetAction(RunAsync);
        return command;
    }

    private void RequireOneInput(CommandResult result)
    {
        if (result.GetValue(_file) is null == result.GetValue(_lines) is null)
            result.AddError("Name a FILE (or -), or give --lines FILE.");
    }

    private async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        var given = _taskOptions.Select(option => (option.Name, Value: result.GetValue(option.Option))).Where(option => option.Value is not null);
        var options = _task.ParseOptions(given.Select(option => KeyValuePair.Create(option.Name, option.Value!)));
        if (!options.IsValid)
        {
            await Console.Error.WriteLineAsync(options.Error.Message);
            return 2;
        }
        await using var session = TaskSession.Open(_task, result.GetValue(_model), result.GetValue(_storage), cancellationToken);
        TaskDocument Document(string id, string text) => new(id, text,
            _task.Pair == TaskField.None ? null : result.GetValue(_pair), _task.Question == TaskField.None ? null : result.GetValue(_question));
        TaskRequest Request(IReadOnlyList<TaskDocument> documents) => new(_task, null, options.Options, documents);

        return result.GetValue(_lines) is { } lines
            ? await AnswerLinesAsync(session, lines, Document, Request, result.GetValue(_json), cancellationToken)
            : await AnswerFileAsync(session, result.GetValue(_file)!, Document, Request, result.GetValue(_json), cancellationToken);
    }

    private static async Task<int> AnswerFileAsync(TaskSession session, string file, Func<string, string, TaskDocument> document, Func<IReadOnlyList<TaskDocument>, TaskRequest> request, bool json, CancellationToken cancellationToken)
    {
        var read = await DocumentInput.ReadAsync(file, contentType: null, cancellationToken);
        var response = (await session.RunAsync(request([document("1", read.Text)]), cancellationToken)).WithWarnings(read.Warnings);
        if (json)
            Console.WriteLine(AnswerText.Json(response));
        else if (response.Errors is [var error, ..])
            throw new CliException(error.Error.Message);
        else
            await WriteAsync(response.Documents.Single());
        return response.Errors.Count == 0 ? 0 : 1;
    }

    private static async Task WriteAsync(DocumentAnswer answer)
    {
        Console.WriteLine(AnswerText.Paragraph(answer));
        await WarningText.WriteAsync(answer.Warnings);
    }

    private static async Task<int> AnswerLinesAsync(TaskSession session, string file, Func<string, string, TaskDocument> document, Func<IReadOnlyList<TaskDocument>, TaskRequest> request, bool json, CancellationToken cancellationToken)
    {
        using var reader = TextInput.Open(file);
        var number = 0;
        var isFailed = false;
        while (await ReadLinesAsync(reader, cancellationToken) is { Count: > 0 } lines)
        {
            var documents = lines.Select(line => document((++number).ToString(System.Globalization.CultureInfo.InvariantCulture), line)).ToList();
            var response = await session.RunAsync(request(documents), cancellationToken);
            foreach (var line in AnswerText.Lines(documents, response, json))
                Console.WriteLine(line);
            isFailed |= response.Errors.Count > 0;
        }
        return isFailed ? 1 : 0;
    }

    private static async Task<List<string>> ReadLinesAsync(TextReader reader, CancellationToken cancellationToken)
    {
        var lines = new List<string>();
        while (lines.Count < LinesAtOnce && await reader.ReadLineAsync(cancellationToken) is { } line)
            lines.Add(line);
        return lines;
    }

    private static string Kebab(string name) => string.Concat(name.Select(c => char.IsAsciiLetterUpper(c) ? $"-{char.ToLowerInvariant(c)}" : c.ToString()));
}
