using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ServerlessNlp.Service.Jobs;

/// <summary>The JSON form of jobs: camel case, text unescaped where JSON allows it. Thread-safe.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(WorkMarker))]
[JsonSerializable(typeof(Job))]
[JsonSerializable(typeof(JobPlan))]
[JsonSerializable(typeof(JobEnd))]
[JsonSerializable(typeof(JobState))]
[JsonSerializable(typeof(BatchLine))]
[JsonSerializable(typeof(NlpError))]
[JsonSerializable(typeof(CompletionEvent))]
public sealed partial class JobsJson : JsonSerializerContext
{
    /// <summary>The context to write with.</summary>
    public static JobsJson Relaxed { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
