using System.Text.Json.Serialization;
using ServerlessNlp.Service.Poison;

namespace ServerlessNlp.Service.Queue;

/// <summary>The JSON form of messages and markers: camel case.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = false, AllowDuplicateProperties = false)]
[JsonSerializable(typeof(WorkMessage))]
[JsonSerializable(typeof(JobMessage))]
[JsonSerializable(typeof(RetryMessage))]
[JsonSerializable(typeof(PoisonMessage))]
[JsonSerializable(typeof(Attempt))]
[JsonSerializable(typeof(WorkMarker))]
internal sealed partial class WorkJson : JsonSerializerContext;
