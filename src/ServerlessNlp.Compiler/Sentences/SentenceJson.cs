using System.Text.Json;
using ServerlessNlp.Compiler.Checkpoints;

namespace ServerlessNlp.Compiler.Sentences;

/// <summary>The small JSON files of sentence-transformers.</summary>
internal static class SentenceJson
{
    private const long MaxBytes = 1 << 20;

    /// <summary>The file's content, or null where there is no file.</summary>
    /// <exception cref="CompilerException">It is not JSON, too large, or was never downloaded.</exception>
    public static JsonElement? Read(string path)
    {
        if (!File.Exists(path))
            return null;
        LfsPointer.Refuse(path);
        var name = Path.GetFileName(path);
        if (new FileInfo(path).Length > MaxBytes)
            throw new CompilerException($"{name} is larger than 1 MB: it is damaged.");
        try
        {
            return JsonElement.Parse(File.ReadAllBytes(path));
        }
        catch (JsonException error)
        {
            throw new CompilerException($"{name} of sentence-transformers is not JSON.", error);
        }
    }

    public static bool IsSet(this JsonElement json, string name) => Find(json, name)?.ValueKind == JsonValueKind.True;

    public static bool IsOff(this JsonElement json, string name) => Find(json, name)?.ValueKind == JsonValueKind.False;

    public static string Text(this JsonElement json, string name) => Find(json, name) is { ValueKind: JsonValueKind.String } value ? value.GetString()! : "";

    public static int? Number(this JsonElement json, string name) =>
        Find(json, name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt32(out var number) && number > 0 ? number : null;

    private static JsonElement? Find(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) ? value : null;
}
