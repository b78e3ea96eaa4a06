using System.CommandLine;
using ServerlessNlp.Cli;
using ServerlessNlp.Cli.Commands;
using ServerlessNlp.Tasks;

var root = new RootCommand("Labels, entities, answers and summaries from documents, on Azure Functions or on this machine.")
{
    StartCommand.Create(),
    SubmitCommand.Create(),
    JobsCommand.Create(),
    PoisonCommand.Create(),
    ModelsCommand.Create(),
    CompileCommand.Create(),
    ReadCommand.Create(),
    TokenizeCommand.Create(),
    EvaluateCommand.Create(),
};
foreach (var task in NlpTask.All)
    root.Add(TaskCommand.Create(task));

return await CommandLine.RunAsync(root, args);
