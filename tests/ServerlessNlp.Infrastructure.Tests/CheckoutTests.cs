using System.Text.Json;
using ServerlessNlp.Infrastructure.Tests.Bicep;

namespace ServerlessNlp.Infrastructure.Tests;

public sealed class CheckoutTests
{
    private const string Module = "Microsoft.Resources/deployments";

    public static TheoryData<string> TemplateRules => [.. Linter.Rules.OfType<TemplateRule>().Select(rule => rule.Name)];

    public static TheoryData<string> OtherRules => [.. Linter.Rules.Where(rule => rule is not TemplateRule).Select(rule => rule.Name)];

    [BicepTheory]
    [MemberData(nameof(TemplateRules))]
    public void The_infrastructure_of_this_checkout_keeps_the_rule(string rule) => Assert.Empty(Linter.Check(rule, new Workspace(Repository.Root)));

    [Theory]
    [MemberData(nameof(OtherRules))]
    public void This_checkout_keeps_the_rule(string rule) => Assert.Empty(Linter.Check(rule, new Workspace(Repository.Root)));

    [BicepFact]
    public void The_rules_look_at_everything_that_can_be_deployed()
    {
        var workspace = new Workspace(Repository.Root);
        Assert.Equal(Types(workspace.Template).Distinct().Order(), workspace.Resources.Select(resource => resource.Type).Distinct().Order());
    }

    /// <summary>The types of the resources of a template and of the modules in it, whatever condition they stand under.</summary>
    private static IEnumerable<string> Types(JsonElement template)
    {
        var resources = template.GetProperty("resources");
        var all = resources.ValueKind == JsonValueKind.Array ? resources.EnumerateArray() : resources.EnumerateObject().Select(resource => resource.Value);
        return all.Where(resource => !resource.TryGetProperty("existing", out _))
            .SelectMany(resource => resource.GetProperty("type").ValueEquals(Module) ? Types(resource.GetProperty("properties").GetProperty("template")) : [resource.GetProperty("type").GetString()!]);
    }
}
