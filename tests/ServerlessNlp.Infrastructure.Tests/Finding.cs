namespace ServerlessNlp.Infrastructure.Tests;

/// <summary>A mistake that a rule found.</summary>
internal sealed record Finding(string Rule, string File, int Line, string Message)
{
    public override string ToString() => $"{File}:{Line}: {Message} ({Rule})";
}
