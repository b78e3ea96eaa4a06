namespace ServerlessNlp.Infrastructure.Tests.PlantedMistakes;

public sealed class CoverageTests
{
    [Fact]
    public void Every_rule_has_a_planted_mistake()
    {
        var planted = new[] { typeof(InfrastructureMistakeTests), typeof(WorkflowMistakeTests) }
            .SelectMany(tests => tests.GetMethods())
            .SelectMany(method => method.GetCustomAttributesData())
            .Where(data => data.AttributeType == typeof(InlineDataAttribute))
            .Select(data => ((IReadOnlyList<System.Reflection.CustomAttributeTypedArgument>)data.ConstructorArguments[0].Value!)[0].Value as string);
        Assert.Equal(Linter.Rules.Select(rule => rule.Name).Order(), planted.Distinct().Order());
    }
}
