using System.Text.Json;

namespace ServerlessNlp.Tokenization.Loading;

/// <summary>Reads the fields of a component, with errors that name it.</summary>
internal static class JsonFields
{
    /// <summary>The component's type.</summary>
    public static string TypeOf(JsonElement component, string role)
    {
        if (component.ValueKind == JsonValueKind.Object && component.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String)
            return type.GetString()!;
        throw new TokenizerException($"The {role} has no type.");
    }

    public static JsonElement Required(this JsonElement component, string name) =>
        component.ValueKind == JsonValueKind.Object && component.TryGetProperty(name, out var value)
            ? value
            : throw new TokenizerException($"A component of the tokenizer lacks \"{name}\".");

    public static bool Bool(this JsonElement component, string name, bool? fallback = null)
    {
        if (!component.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
            return fallback ?? throw new TokenizerException($"A component of the tokenizer lacks \"{name}\".");
        return value.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => throw new TokenizerException($"\"{name}\" is neither true nor false."),
        };
    }

    public static string String(this JsonElement component, string name) => component.Required(name).AsString(name);

    public static string AsString(this JsonElement value, string name) =>
        value.ValueKind == JsonValueKind.String ? value.GetString()! : throw new TokenizerException($"\"{name}\" is not a text.");

    /// <summary>A number of 0 or more.</summary>
    public static int Count(this JsonElement component, string name) => component.Required(name).AsCount(name);

    public static int AsCount(this JsonElement value, string name) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= 0
            ? number
            : throw new TokenizerException($"\"{name}\" is not a whole number of 0 or more.");

    public static IEnumerable<JsonElement> Array(this JsonElement component, string name)
    {
        var value = component.Required(name);
        return value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : throw new TokenizerException($"\"{name}\" is not a list.");
    }
}
