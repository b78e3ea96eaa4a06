namespace ServerlessNlp.Infrastructure.Tests.Bicep;

/// <summary>A symbol that another file exports.</summary>
internal sealed record BicepImport(string Symbol, string Path, int Line);
