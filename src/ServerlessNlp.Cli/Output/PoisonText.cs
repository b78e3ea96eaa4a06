using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ServerlessNlp.Service.Poison;

namespace ServerlessNlp.Cli.Output;

/// <summary>Poison messages as text.</summary>
internal static class PoisonText
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The message as it is stored.</summary>
    public static string Json(PoisonMessage message) => Encoding.UTF8.GetString(message.ToJson());

    /// <summary>A line of a list: id, when, code, document, detail.</summary>
    public static string Line(PoisonEntry entry) =>
        string.Join('\t', entry.Id, Time(entry.SetAsideOn), entry.Message.Reason.Code, Document(entry.Message.Message), entry.Message.Reason.Detail);

    /// <summary>Everything about a message.</summary>
    public static string Paragraph(PoisonEntry entry) => string.Join('\n',
    [
        $"id:       {entry.Id}",
        $"reason:   {entry.Message.Reason.Code}: {entry.Message.Reason.Detail}",
        $"set aside {Time(entry.SetAsideOn)}",
        .. entry.Message.Attempts.Select(attempt => $"attempt   {Time(attempt.At)} {attempt.Error}"),
        "message:",
        JsonSerializer.Serialize(entry.Message.Message, Indented),
    ]);

    // A message of our own names its document; an event of Event Grid has it as subject.
    private static string Document(JsonElement original)
    {
        if (original.ValueKind != JsonValueKind.Object)
            return "-";
        if (original.TryGetProperty("document", out var document) && document.ValueKind == JsonValueKind.Object
            && document.TryGetProperty("container", out var container) && document.TryGetProperty("blob", out var blob))
            return $"{container}/{blob}";
        return original.TryGetProperty("subject", out var subject) ? subject.ToString() : "-";
    }

    private static string Time(DateTimeOffset time) => time.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
