using System.Text.RegularExpressions;

namespace ServerlessNlp.Infrastructure.Tests.Rules;

/// <summary>Actions are pinned by commit, with the version beside it, and the same action by the same commit everywhere.</summary>
internal sealed partial class ActionsArePinned : Rule
{
    public override IEnumerable<Finding> Check(Workspace workspace)
    {
        var uses = workspace.Workflows.SelectMany(workflow => Uses().Matches(workflow.Text).Select(match => (workflow, Text: match.Groups[1].Value))).ToList();
        foreach (var (workflow, text) in uses.Where(use => !use.Text.StartsWith("./", StringComparison.Ordinal) && !Pinned().IsMatch(use.Text)))
            yield return In(workflow.Name, $"{text} must be pinned: owner/name@commit # version.", workflow.LineOf(text));
        foreach (var action in uses.GroupBy(use => use.Text.Split('@')[0]).Where(action => action.Select(use => use.Text).Distinct().Count() > 1))
            yield return In(action.First().workflow.Name, $"{action.Key} is pinned differently in different places.");
    }

    [GeneratedRegex(@"^\s*(?:- )?uses: (.+)$", RegexOptions.Multiline)]
    private static partial Regex Uses();

    [GeneratedRegex(@"^[\w.-]+/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$")]
    private static partial Regex Pinned();
}
