using System.CommandLine;
using System.Text;
using System.Text.Json;
using ServerlessNlp.Cli.Local;
using ServerlessNlp.Tokenization;

namespace ServerlessNlp.Cli.Commands;

/// <summary><c>nlp tokenize</c>: the tokens of each line of JSON on standard input.</summary>
internal static class TokenizeCommand
{
    private static readonly Option<string> Model = new("--model") { Description = "A folder with a tokenizer.json, vocab.txt or spiece.model.", Required = true };

    public static Command Create()
    {
        var command = new Command("tokenize", """Reads lines {"text":…,"pair":…} and writes lines {"ids":[…],"type_ids":[…],"offsets":[[0,4],…]}; offsets in UTF-16 units.""") { Model };
        command.SetAction((result, cancellationToken) => RunAsync(result.GetValue(Model)!, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(string folder, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(folder))
            throw new CliException($"There is no folder {folder}.");
        var tokenizer = Tokenizer.Load(folder);
        using var input = TextInput.Open("-");
        await using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false));
        for (var number = 1; await input.ReadLineAsync(cancellationToken) is { } line; number++)
        {
            var (text, pair) = Parse(line, number);
            await output.WriteLineAsync(ToJson(tokenizer.Encode(text, pair)));
        }
        return 0;
    }

    private static (string Text, string? Pair) Parse(string line, int number)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            return (
                json.RootElement.GetProperty("text").GetString() ?? throw new CliException($"Line {number}: 'text' is null."),
                json.RootElement.TryGetProperty("pair", out var pair) ? pair.GetString() : null);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw new CliException($"Line {number} is not JSON such as {{\"text\":\"…\"}}, or its text is not valid Unicode.", exception);
        }
    }

    private static string ToJson(Tokenization.Encoding encoding)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            WriteNumbers(writer, "ids", encoding.Ids);
            WriteNumbers(writer, "type_ids", encoding.TypeIds);
            writer.WriteStartArray("offsets");
            foreach (var (start, end) in encoding.Offsets)
            {
                writer.WriteStartArray();
                writer.WriteNumberValue(start);
                writer.WriteNumberValue(end);
                writer.WriteEndArray();
            }
            writer.WriteEndArray();
            writer.WriteEndObject();
        }
        return System.Text.Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private static void WriteNumbers(Utf8JsonWriter writer, string name, ReadOnlySpan<int> values)
    {
        writer.WriteStartArray(name);
        foreach (var value in values)
            writer.WriteNumberValue(value);
        writer.WriteEndArray();
    }
}
