using Spectre.Console;

namespace ServerlessNlp.Cli.Output;

/// <summary>Shows on standard error how far a work is.</summary>
internal static class WorkProgress
{
    /// <summary>Does a work that says of each step how many pieces it did.</summary>
    /// <param name="what">What the pieces are.</param>
    /// <param name="total">How many there are.</param>
    /// <param name="work">The work.</param>
    public static Task<T> RunAsync<T>(string what, int total, Func<Action<int>, Task<T>> work)
    {
        return Display().StartAsync(async context =>
        {
            var progress = context.AddTask(what, maxValue: total);
            return await work(count => progress.Increment(count));
        });
    }

    /// <summary>A display on standard error, of plain lines where that is no terminal.</summary>
    public static Progress Display() => AnsiConsole.Create(new AnsiConsoleSettings
    {
        Out = new AnsiConsoleOutput(Console.Error),
        Ansi = Console.IsErrorRedirected ? AnsiSupport.No : AnsiSupport.Detect,
    }).Progress();
}
