namespace ServerlessNlp.EndToEnd.Tests.Support;

/// <summary>What a program that has ended said.</summary>
internal sealed record ProgramOutput(int ExitCode, string Output, string Error)
{
    public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
