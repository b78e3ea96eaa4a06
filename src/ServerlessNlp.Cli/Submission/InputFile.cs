namespace ServerlessNlp.Cli.Submission;

/// <summary>A file to submit.</summary>
/// <param name="Path">Where it lies.</param>
/// <param name="Name">What it's called in storage: relative to the folder that was named, with slashes.</param>
internal sealed record InputFile(string Path, string Name);
