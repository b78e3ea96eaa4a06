using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using ServerlessNlp.Cli.Local;
using ServerlessNlp.Cli.Output;
using ServerlessNlp.Documents;

namespace ServerlessNlp.Cli.Commands;

/// <summary><c>nlp read FILE|-</c>: the text of a document, as tasks would get it.</summary>
internal static class ReadCommand
{
    private static readonly Argument<string> Document = new("FILE") { Description = "The document, or - for standard input." };
    private static readonly Option<string?> ContentType = new("--content-type") { Description = "What it is said to be, such as \"text/html; charset=utf-8\"." };
    private static readonly Option<bool> Json = new("--json") { Description = "A JSON object: format, charset, warnings and text." };

    private static readonly JsonSerializerOptions Relaxed = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Create()
    {
        var command = new Command("read", "Prints the text of a document: what tasks would get.") { Document, ContentType, Json };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var document = await DocumentInput.ReadAsync(arguments.GetValue(Document)!, arguments.GetValue(ContentType), cancellationToken);
        if (arguments.GetValue(Json))
        {
            Console.WriteLine(ToJson(document));
            return 0;
        }
        Console.WriteLine(document.Text);
        await WarningText.WriteAsync(document.Warnings);
        return 0;
    }

    private static string ToJson(DocumentText document) =>
        JsonSerializer.Serialize(new { document.Format, document.Charset, document.Warnings, document.Text }, Relaxed);
}
