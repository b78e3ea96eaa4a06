namespace ServerlessNlp.Infrastructure.Tests.Bicep;

/// <summary>A module as it's used: the path is from the folder of the infrastructure.</summary>
internal sealed record BicepModule(string Symbol, string Path, SyntaxNode Body, int Line);
