namespace ServerlessNlp.Infrastructure.Tests;

/// <summary>Every rule over a workspace.</summary>
internal static class Linter
{
    public static IReadOnlyList<Rule> Rules { get; } =
    [
        .. typeof(Rule).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(Rule)))
            .OrderBy(type => type.Name)
            .Select(type => (Rule)Activator.CreateInstance(type)!),
    ];

    public static IReadOnlyList<Finding> Check(Workspace workspace) => [.. Rules.SelectMany(rule => rule.Check(workspace))];
}
