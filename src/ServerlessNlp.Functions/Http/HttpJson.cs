using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ServerlessNlp.Functions.Http;

/// <summary>The JSON form of bodies that the engine doesn't know: camel case.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ProblemBody))]
[JsonSerializable(typeof(ModelList))]
[JsonSerializable(typeof(HealthBody))]
[JsonSerializable(typeof(ReadBody))]
internal sealed partial class HttpJson : JsonSerializerContext
{
    /// <summary>The context to write with: JSON needs no escapes for HTML.</summary>
    public static HttpJson Relaxed { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
