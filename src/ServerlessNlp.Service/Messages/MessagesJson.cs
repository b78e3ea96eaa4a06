using System.Text.Json.Serialization;

namespace ServerlessNlp.Service.Messages;

/// <summary>The JSON form of messages: camel case.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = false, AllowDuplicateProperties = false)]
[JsonSerializable(typeof(WorkMessage))]
[JsonSerializable(typeof(JobMessage))]
internal sealed partial class MessagesJson : JsonSerializerContext;
