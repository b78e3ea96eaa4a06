namespace ServerlessNlp.Infrastructure.Tests.Bicep;

/// <summary>A parameter of a file; required where it has no default.</summary>
internal sealed record BicepParameter(string Name, SyntaxNode? Default, int Line);
