namespace ServerlessNlp.Infrastructure.Tests.Rules;

/// <summary>The compiler of Bicep and its linter mind nothing: a warning counts as much as an error.</summary>
internal sealed class BicepCompiles : TemplateRule
{
    public override IEnumerable<Finding> Check(Workspace workspace) =>
        from diagnostic in workspace.Compilation.Diagnostics
        let file = diagnostic.Source[(diagnostic.Source.LastIndexOf("/infra/", StringComparison.Ordinal) + 1)..]
        select In(file, $"{diagnostic.Level} {diagnostic.Code}: {diagnostic.Message}", diagnostic.Range.Start.Line + 1);
}
