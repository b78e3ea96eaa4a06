namespace ServerlessNlp.Functions.Http;

/// <summary>The body of the health routes.</summary>
internal sealed record HealthBody(string Status);
