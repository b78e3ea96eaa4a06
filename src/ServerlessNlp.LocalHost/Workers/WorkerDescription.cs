using System.Text.Json;

namespace ServerlessNlp.LocalHost.Workers;

/// <summary>What a folder's <c>worker.config.json</c> says of the worker in it.</summary>
/// <param name="Directory">The folder, in full.</param>
/// <param name="Executable">The program that runs it, such as <c>dotnet</c>.</param>
/// <param name="Assembly">The path of what the program is given.</param>
internal sealed record WorkerDescription(string Directory, string Executable, string Assembly)
{
    /// <exception cref="FunctionsHostException">The folder has no worker.</exception>
    public static WorkerDescription Read(string directory)
    {
        var file = Path.Combine(Path.GetFullPath(directory), "worker.config.json");
        if (!File.Exists(file))
            throw new FunctionsHostException($"{directory} has no worker: worker.config.json is missing. Build or publish the functions project, and name its output folder.");
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(file));
            var description = json.RootElement.GetProperty("description");
            var assembly = Path.Combine(Path.GetFullPath(directory), description.GetProperty("defaultWorkerPath").GetString()!);
            return new WorkerDescription(Path.GetFullPath(directory), Program(description.GetProperty("defaultExecutablePath").GetString()!), assembly);
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new FunctionsHostException($"{file} is no description of a worker.", exception);
        }
    }

    // The same dotnet that runs this process, which needn't be the first on the path.
    private static string Program(string executable) =>
        executable == "dotnet" && Environment.ProcessPath is { } own && Path.GetFileNameWithoutExtension(own) == "dotnet" ? own : executable;
}
