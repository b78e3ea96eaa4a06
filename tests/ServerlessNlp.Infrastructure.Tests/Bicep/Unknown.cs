namespace ServerlessNlp.Infrastructure.Tests.Bicep;

/// <summary>A value that only a deployment knows: shown as the expression that it comes from.</summary>
internal sealed record Unknown(string Source)
{
    public override string ToString() => $"{{{Source}}}";
}
