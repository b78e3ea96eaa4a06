using System.CommandLine;
using Azure;
using Azure.Identity;
using ServerlessNlp.Compiler;
using ServerlessNlp.LocalHost;

namespace ServerlessNlp.Cli;

/// <summary>Runs a command line: 0, 1 where it failed, with one sentence on standard error, or 2 where it is wrong.</summary>
internal static class CommandLine
{
    private const int Failed = 1;
    private const int WrongUsage = 2;

    private static readonly TimeSpan TimeToStop = TimeSpan.FromSeconds(30);

    public static async Task<int> RunAsync(RootCommand root, string[] args)
    {
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
                await Console.Error.WriteLineAsync(error.Message);
            await Console.Error.WriteLineAsync("`nlp --help` and `nlp COMMAND --help` tell what there is.");
            return WrongUsage;
        }
        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeToStop });
        }
        catch (Exception exception) when (Explain(exception) is { } sentence)
        {
            await Console.Error.WriteLineAsync(sentence);
            return Failed;
        }
    }

    private static string? Explain(Exception exception) => exception switch
    {
        CliException or FunctionsHostException or CompilerException or NlpException => exception.Message,
        RequestFailedException failed => $"Storage refused: {failed.Status} {failed.ErrorCode}.",
        AggregateException { InnerException: RequestFailedException } => "Storage doesn't answer. Is it running? `nlp start` starts one.",
        AuthenticationFailedException => "Who you are is not known to Azure. Sign in with `az login`, or give --storage a connection string.",
        OperationCanceledException => "Stopped.",
        FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException or IOException => exception.Message,
        _ => null,
    };
}
