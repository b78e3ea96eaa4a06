using ServerlessNlp.Infrastructure.Tests.Bicep;

namespace ServerlessNlp.Infrastructure.Tests.Rules;

/// <summary>Modules exist, get every parameter that they need and none that they don't have, and give the outputs that are used.</summary>
internal sealed class ModulesFitTogether : Rule
{
    public override IEnumerable<Finding> Check(Workspace workspace) =>
        workspace.Files.Values.SelectMany(file => Modules(workspace, file).Concat(Outputs(workspace, file)).Concat(Imports(workspace, file)))
            .Concat(ParameterFile(workspace));

    private IEnumerable<Finding> Modules(Workspace workspace, BicepFile file)
    {
        foreach (var module in file.Modules)
        {
            if (!workspace.Files.TryGetValue(module.Path, out var target))
            {
                yield return At(file, module.Body, $"There is no {module.Path}.");
                continue;
            }
            var given = Parameters(module).ToHashSet();
            foreach (var name in given.Where(name => !target.Parameters.ContainsKey(name)))
                yield return At(file, module.Body, $"{module.Path} has no parameter {name}.");
            foreach (var parameter in target.Parameters.Values.Where(p => p.Default is null && !given.Contains(p.Name)))
                yield return At(file, module.Body, $"{module.Path} needs {parameter.Name}.");
        }
    }

    private IEnumerable<Finding> Outputs(Workspace workspace, BicepFile file) =>
        from node in file.Tree.DescendantsAndSelf()
        where node.Type == "member_expression"
        let inner = node.ByField("object")!
        where inner.Type == "member_expression" && inner.ByField("property")?.Text == "outputs"
        let module = file.Modules.FirstOrDefault(m => m.Symbol == inner.ByField("object")!.Text)
        where module is not null && workspace.Files.ContainsKey(module.Path)
        let output = node.ByField("property")!.Text
        where !workspace.Files[module.Path].Outputs.ContainsKey(output)
        select At(file, node, $"{module.Path} has no output {output}.");

    private IEnumerable<Finding> Imports(Workspace workspace, BicepFile file) =>
        from import in file.Imports
        where !workspace.Files.TryGetValue(import.Path, out var target) || !target.Variables.ContainsKey(import.Symbol)
        select In("infra/" + file.Path, $"{import.Path} exports no {import.Symbol}.", import.Line);

    private IEnumerable<Finding> ParameterFile(Workspace workspace)
    {
        var file = workspace.Files["main.bicepparam"];
        var main = workspace.Files["main.bicep"];
        foreach (var name in file.Variables.Keys.Where(name => !main.Parameters.ContainsKey(name)))
            yield return At(file, file.Tree, $"main.bicep has no parameter {name}.");
        foreach (var parameter in main.Parameters.Values.Where(p => p.Default is null && !file.Variables.ContainsKey(p.Name)))
            yield return At(file, file.Tree, $"main.bicep needs {parameter.Name}.");
    }

    private static IEnumerable<string> Parameters(BicepModule module) =>
        module.Body.DescendantsAndSelf().First(node => node.Type == "object").Children
            .Where(property => property.Type == "object_property" && property.NamedChildren.First().Text == "params")
            .SelectMany(property => property.NamedChildren.Last().Children)
            .Where(property => property.Type == "object_property")
            .Select(property => property.NamedChildren.First().Text);
}
