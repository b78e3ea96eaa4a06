namespace ServerlessNlp.Tasks;

/// <summary>An option was refused.</summary>
/// <param name="Code">Always <see cref="TaskErrorCodes.InvalidOption"/>.</param>
/// <param name="Message">Names the option and what it may be.</param>
public sealed record OptionError(string Code, string Message);
