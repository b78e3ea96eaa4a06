using System.Text.RegularExpressions;

namespace ServerlessNlp.Documents;

/// <summary>A media type (RFC 9110, section 8.3.1; RFC 2045, section 5.1), read as leniently as mail needs it.</summary>
/// <param name="Name">Type and subtype, lower case.</param>
/// <param name="Charset">The parameter <c>charset</c>.</param>
/// <param name="Boundary">The parameter <c>boundary</c>.</param>
internal sealed partial record MediaType(string Name, string? Charset, string? Boundary)
{
    // Longer ones are no media types.
    private const int MaxLength = 1000;

    /// <summary>The media type, or null where it is none.</summary>
    public static MediaType? Parse(string? value)
    {
        if (string.IsNullOrWhiteSpace(value) || value.Length > MaxLength)
            return null;
        var name = value.Split(';')[0].Trim().ToLowerInvariant();
        var parameters = Parameter().Matches(value).ToLookup(match => match.Groups[1].Value.ToLowerInvariant(), match => match.Groups[2].Value + match.Groups[3].Value);
        return new MediaType(name, parameters["charset"].FirstOrDefault(), parameters["boundary"].FirstOrDefault());
    }

    [GeneratedRegex("""[;\s](charset|boundary)\s*=\s*(?:"([^"]*)"|([^;\s"]+))""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Parameter();
}
