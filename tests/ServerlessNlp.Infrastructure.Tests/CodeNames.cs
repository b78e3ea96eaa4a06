using System.Text.RegularExpressions;

namespace ServerlessNlp.Infrastructure.Tests;

/// <summary>The names that code shares with what is around it, read from its source.</summary>
internal sealed partial class CodeNames(string functions, string service)
{
    /// <summary>The functions: <c>[Function("NAME")]</c>.</summary>
    public IReadOnlySet<string> Functions { get; } = Matches(FunctionName(), functions);

    /// <summary>Queues of triggers and outputs, and of the service.</summary>
    public IReadOnlySet<string> Queues { get; } = Resolve(Matches(QueueName(), functions), service).Union(Matches(QueueConstant(), service)).ToHashSet();

    /// <summary>Connections of triggers and outputs.</summary>
    public IReadOnlySet<string> Connections { get; } = Resolve(Matches(ConnectionName(), functions), service);

    /// <summary>The containers of the service.</summary>
    public IReadOnlySet<string> Containers { get; } = Matches(ContainerConstant(), service);

    /// <summary>The settings of section Nlp: the properties of NlpOptions.</summary>
    public IReadOnlySet<string> Settings { get; } = Matches(OptionProperty(), OptionsClass().Match(service).Value);

    private static HashSet<string> Matches(Regex pattern, string text) => [.. pattern.Matches(text).Select(match => match.Groups[1].Value)];

    /// <summary>A literal for what it is; a constant, as <c>Names.Queue</c>, for its value.</summary>
    private static HashSet<string> Resolve(IEnumerable<string> expressions, string constants) =>
        [.. expressions.Select(e => e.StartsWith('"') ? e.Trim('"') : Regex.Match(constants, $@"const string {Regex.Escape(e.Split('.')[^1])} = ""([^""]+)""").Groups[1].Value)];

    [GeneratedRegex(@"\[Function\(""([^""]+)""\)\]")]
    private static partial Regex FunctionName();

    [GeneratedRegex(@"Queue(?:Trigger|Output)\(([^,)]+)")]
    private static partial Regex QueueName();

    [GeneratedRegex(@"Connection = ([^,)\]]+)")]
    private static partial Regex ConnectionName();

    [GeneratedRegex(@"const string \w*Queue = ""([^""]+)""")]
    private static partial Regex QueueConstant();

    [GeneratedRegex(@"const string \w*Container = ""([^""]+)""")]
    private static partial Regex ContainerConstant();

    [GeneratedRegex(@"class NlpOptions\b.*?\n}", RegexOptions.Singleline)]
    private static partial Regex OptionsClass();

    [GeneratedRegex(@"public [\w<>?\[\]]+ (\w+) \{ get; (?:set|init); \}")]
    private static partial Regex OptionProperty();
}
