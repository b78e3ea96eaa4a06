using System.Text.Json.Serialization;

namespace ServerlessNlp.Functions.Http;

/// <summary>The JSON form of bodies that the engine doesn't know: camel case.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ProblemBody))]
[JsonSerializable(typeof(ModelList))]
[JsonSerializable(typeof(HealthBody))]
internal sealed partial class HttpJson : JsonSerializerContext;
