using YamlDotNet.Serialization;

namespace ServerlessNlp.Infrastructure.Tests.Workflows;

/// <summary>A GitHub Actions workflow.</summary>
internal sealed record WorkflowFile(string Path, string Text, IReadOnlyDictionary<object, object?> Content)
{
    public string Name => ".github/workflows/" + System.IO.Path.GetFileName(Path);

    public static WorkflowFile Load(string path)
    {
        var text = File.ReadAllText(path);
        return new(path, text, new DeserializerBuilder().Build().Deserialize<Dictionary<object, object?>>(text));
    }

    public IEnumerable<(string Name, IReadOnlyDictionary<object, object?> Job)> Jobs =>
        Map(Content["jobs"]).Select(job => ((string)job.Key, Map(job.Value)));

    public IEnumerable<IReadOnlyDictionary<object, object?>> Steps =>
        Jobs.SelectMany(job => job.Job.GetValueOrDefault("steps") as IEnumerable<object?> ?? []).Select(Map);

    public int LineOf(string text) => Text[..Math.Max(0, Text.IndexOf(text, StringComparison.Ordinal))].Count(c => c == '\n') + 1;

    private static IReadOnlyDictionary<object, object?> Map(object? value) => (IReadOnlyDictionary<object, object?>)value!;
}
