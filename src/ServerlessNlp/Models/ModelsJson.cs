using System.Text.Json.Serialization;

namespace ServerlessNlp.Models;

/// <summary>The JSON form of manifests: camel case, nothing missing, nothing twice, no null where a value must be.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowDuplicateProperties = false,
    DefaultIgnoreCondition = JsonIgnoreCondition.Never,
    WriteIndented = true,
    MaxDepth = 16)]
[JsonSerializable(typeof(ModelManifest))]
internal sealed partial class ModelsJson : JsonSerializerContext;
