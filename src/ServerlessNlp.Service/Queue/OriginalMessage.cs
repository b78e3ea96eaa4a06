using System.Text;
using System.Text.Json;

namespace ServerlessNlp.Service.Queue;

/// <summary>A message of the queue <c>documents</c> as it stands in another message that carries it.</summary>
internal static class OriginalMessage
{
    /// <summary>Its JSON, or a string with the base64 of its bytes where it is not JSON.</summary>
    public static JsonElement FromQueueText(string queueText)
    {
        var bytes = new byte[queueText.Length];
        if (!Convert.TryFromBase64String(queueText, bytes, out var length))
            return JsonSerializer.SerializeToElement(Convert.ToBase64String(Encoding.UTF8.GetBytes(queueText)));
        try
        {
            return JsonElement.Parse(bytes.AsSpan(0, length));
        }
        catch (JsonException)
        {
            // Not JSON: kept as the bytes that it was.
            return JsonSerializer.SerializeToElement(queueText);
        }
    }

    /// <summary>The base64 that is put into the queue, also where the message had come without.</summary>
    public static string ToQueueText(JsonElement original) =>
        original.ValueKind == JsonValueKind.String ? original.GetString()! : Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(original));
}
