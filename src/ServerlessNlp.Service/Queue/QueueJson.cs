using System.Text.Json.Serialization;
using ServerlessNlp.Service.Poison;

namespace ServerlessNlp.Service.Queue;

/// <summary>The JSON form of messages that carry another: camel case.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = false, AllowDuplicateProperties = false)]
[JsonSerializable(typeof(RetryMessage))]
[JsonSerializable(typeof(PoisonMessage))]
internal sealed partial class QueueJson : JsonSerializerContext;
