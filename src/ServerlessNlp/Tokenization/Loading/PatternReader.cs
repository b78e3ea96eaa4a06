using System.Text.Json;
using ServerlessNlp.Tokenization.Regex;

namespace ServerlessNlp.Tokenization.Loading;

/// <summary>Reads a pattern: {"String": …} or {"Regex": …}.</summary>
internal static class PatternReader
{
    public static TextPattern Read(JsonElement pattern)
    {
        if (pattern.ValueKind == JsonValueKind.Object && pattern.TryGetProperty("String", out var literal))
            return new LiteralPattern(literal.AsString("String"));
        if (pattern.ValueKind == JsonValueKind.Object && pattern.TryGetProperty("Regex", out var regex))
            return RegexReader.Read(regex.AsString("Regex"));
        throw new TokenizerException("A pattern is neither a text nor a regular expression.");
    }
}
