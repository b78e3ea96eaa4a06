using ServerlessNlp.Tasks;

namespace ServerlessNlp.Cli.Output;

/// <summary>Warnings for people: on standard error, beside the results.</summary>
internal static class WarningText
{
    /// <summary>Writes warnings, a line each.</summary>
    public static async Task WriteAsync(IEnumerable<TaskWarning> warnings)
    {
        foreach (var warning in warnings)
            await Console.Error.WriteLineAsync($"{warning.Code}: {warning.Message}");
    }
}
