namespace ServerlessNlp.Infrastructure.Tests.Bicep;

/// <summary>What the compiler says of a file of parameters and its template; both are JSON, and null where there are errors.</summary>
internal sealed record Compilation(IReadOnlyList<Diagnostic> Diagnostics, string? Parameters, string? Template);

/// <summary>What the compiler, or its linter, minds; lines are counted from 0.</summary>
internal sealed record Diagnostic(string Source, DiagnosticRange Range, string Level, string Code, string Message);

/// <summary>Where a diagnostic begins.</summary>
internal sealed record DiagnosticRange(DiagnosticPosition Start);

/// <summary>A place in a file, counted from 0.</summary>
internal sealed record DiagnosticPosition(int Line, int Char);
