namespace ServerlessNlp.Infrastructure.Tests.Bicep;

/// <summary>A resource as it's declared: the body may be an object, conditional, or a loop.</summary>
internal sealed record BicepResource(string Symbol, string Type, string ApiVersion, bool IsExisting, SyntaxNode Body, int Line);
