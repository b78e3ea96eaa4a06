using System.Text.Json.Serialization;

namespace ServerlessNlp.Storage.Work;

/// <summary>The JSON form of messages and markers: camel case.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = false, AllowDuplicateProperties = false)]
[JsonSerializable(typeof(WorkMessage))]
[JsonSerializable(typeof(JobMessage))]
[JsonSerializable(typeof(PoisonMessage))]
[JsonSerializable(typeof(Attempt))]
[JsonSerializable(typeof(WorkMarker))]
internal sealed partial class WorkJson : JsonSerializerContext;
