namespace ServerlessNlp.Infrastructure.Tests.Bicep;

/// <summary>A test that needs the compiler of Bicep: skipped, with the reason, where it is not there.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class BicepFactAttribute : FactAttribute
{
    internal const string Reason = "needs the Bicep compiler, which these tests bring for Linux x64 alone";

    public BicepFactAttribute() => Skip = BicepCompiler.IsThere ? null : Reason;
}

/// <summary>A theory that needs the compiler of Bicep: skipped, with the reason, where it is not there.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class BicepTheoryAttribute : TheoryAttribute
{
    public BicepTheoryAttribute() => Skip = BicepCompiler.IsThere ? null : BicepFactAttribute.Reason;
}
