namespace ServerlessNlp.Functions.Http;

/// <summary>The body of a refusal (RFC 9457).</summary>
internal sealed record ProblemBody(string Type, string Title, int Status, string Detail, string Code, string TraceId);
