using System.Text.RegularExpressions;
using ServerlessNlp.Infrastructure.Tests.Workflows;

namespace ServerlessNlp.Infrastructure.Tests.Rules;

/// <summary>Workflows start with reading alone, jobs add what they need and say nothing broader, and no secret is stored for longer than a run.</summary>
internal sealed partial class WorkflowsAskForLittle : Rule
{
    private static readonly string[] Writable = ["id-token", "security-events"];

    public override IEnumerable<Finding> Check(Workspace workspace) => workspace.Workflows.SelectMany(Check);

    private IEnumerable<Finding> Check(WorkflowFile workflow)
    {
        if (!IsReading(workflow.Content.GetValueOrDefault("permissions")))
            yield return In(workflow.Name, "The workflow must start with permissions: contents: read, or none.");
        foreach (var (name, job) in workflow.Jobs)
        {
            if (job.TryGetValue("permissions", out var permissions) && !IsLittle(permissions))
                yield return In(workflow.Name, $"The job {name} asks for more than reading and {string.Join(" or ", Writable)}.");
            if (!job.ContainsKey("timeout-minutes"))
                yield return In(workflow.Name, $"The job {name} has no timeout-minutes.");
        }
        foreach (Match secret in Secret().Matches(workflow.Text))
            yield return In(workflow.Name, $"{secret.Value}: identities log in by OIDC, nothing is stored.", workflow.LineOf(secret.Value));
        foreach (var step in workflow.Steps.Where(step => step.GetValueOrDefault("uses") is string uses && uses.StartsWith("actions/checkout", StringComparison.Ordinal)))
        {
            if ((step.GetValueOrDefault("with") as IReadOnlyDictionary<object, object?>)?.GetValueOrDefault("persist-credentials") as string != "false")
                yield return In(workflow.Name, "A checkout must have persist-credentials: false.");
        }
    }

    private static bool IsReading(object? permissions) => permissions is IReadOnlyDictionary<object, object?> map && map.Values.All(value => value is "read");

    private static bool IsLittle(object? permissions) =>
        permissions is IReadOnlyDictionary<object, object?> map && map.All(pair => pair.Value is "read" || Writable.Contains(pair.Key));

    [GeneratedRegex(@"\bsecrets\.(?!GITHUB_TOKEN\b)\w+|client-secret|publish-profile|\bcreds:")]
    private static partial Regex Secret();
}
