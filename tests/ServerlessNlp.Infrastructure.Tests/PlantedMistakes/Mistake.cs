namespace ServerlessNlp.Infrastructure.Tests.PlantedMistakes;

/// <summary>A mistake is planted in a copy of the checkout: a rule that can't find it is no rule.</summary>
internal static class Mistake
{
    public static void IsFound(string rule, string file, string right, string wrong)
    {
        using var copy = new CheckoutCopy();
        copy.Plant(file, right, wrong);
        Assert.NotEmpty(Linter.Check(rule, new Workspace(copy.Root)));
    }
}
