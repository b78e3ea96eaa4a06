namespace ServerlessNlp.Infrastructure.Tests.Rules;

/// <summary>Every file is Bicep.</summary>
internal sealed class BicepParses : Rule
{
    public override IEnumerable<Finding> Check(Workspace workspace) =>
        from file in workspace.Files.Values
        from node in file.Tree.DescendantsAndSelf()
        where node.Type is "ERROR" or "MISSING"
        select At(file, node, $"This is no Bicep: {node.Text.Split('\n')[0].Trim()}");
}
