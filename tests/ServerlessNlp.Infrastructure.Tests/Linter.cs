namespace ServerlessNlp.Infrastructure.Tests;

/// <summary>The rules, and what they find.</summary>
internal static class Linter
{
    public static IReadOnlyList<Rule> Rules { get; } =
    [
        .. typeof(Rule).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(Rule)) && !type.IsAbstract)
            .OrderBy(type => type.Name)
            .Select(type => (Rule)Activator.CreateInstance(type)!),
    ];

    /// <summary>What a rule finds, as far as it is asked for: nothing is compiled for a finding that nobody looks at.</summary>
    public static IEnumerable<Finding> Check(string rule, Workspace workspace) => Rules.Single(candidate => candidate.Name == rule).Check(workspace);
}
