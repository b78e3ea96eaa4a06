using System.CommandLine;
using System.Globalization;
using ServerlessNlp.Cli.Output;
using ServerlessNlp.Compiler;
using ServerlessNlp.Compiler.Sentences;
using ServerlessNlp.Models;

namespace ServerlessNlp.Cli.Commands;

/// <summary><c>nlp compile</c>: a Hugging Face folder in, a checked model package out.</summary>
internal static class CompileCommand
{
    private static readonly Argument<string> Folder = new("FOLDER") { Description = "A Hugging Face folder: config.json, weights (or model.onnx) and a tokenizer." };
    private static readonly Option<string> Out = new("--out") { Description = "The package's folder; its last part is the model's name.", Required = true };
    private static readonly Option<string> Weights = Choice("--precision", "How the weights are stored (fp32).", "fp32", "int8", "int4");
    private static readonly Option<string> Task = Choice("--task", "What the model is for (what config.json says).", [.. ModelTasks.All]);
    private static readonly Option<string> Pooled = Choice("--pooling", "How an encoder's tokens become one vector (what sentence-transformers stored).", "mean", "cls", "max", "meansqrt");
    private static readonly Option<bool?> Normalize = new("--normalize") { Description = "Bring an encoder's vectors to length 1." };
    private static readonly Option<bool> TensorsOnly = new("--tensors-only") { Description = "Compile without a tokenizer: the package takes token ids." };
    private static readonly Option<double> Accept = new("--accept") { Description = "The least agreement with full precision, 0 to 1.", DefaultValueFactory = _ => CompileOptions.DefaultAccept };
    private static readonly Option<string?> Texts = new("--texts") { Description = "Texts, one a line, to measure the agreement on (generated ones). A tab parts a question from its text, or the two texts of a pair." };
    private static readonly Option<string?> Vocabulary = new("--vocabulary") { Description = "Texts of your language, one a line: pieces that they never use are dropped." };
    private static readonly Option<int?> EmbeddingRank = new("--embedding-rank") { Description = "Factorise the word vectors into a table of this width and one matrix." };
    private static readonly Option<string> Version = new("--version") { Description = "The package's version.", DefaultValueFactory = _ => "1" };
    private static readonly Option<string?> Licence = new("--licence") { Description = "The licence of the weights." };
    private static readonly Option<string[]> TrainedOn = new("--trained-on") { Description = "A training set; may be given several times." };
    private static readonly Option<double?> Temperature = new("--temperature") { Description = "What logits are divided by before they become scores." };
    private static readonly Option<double?> Threshold = new("--threshold") { Description = "The score below which an answer is withheld." };

    public static Command Create()
    {
        var command = new Command("compile", "Makes a checked model package of a Hugging Face folder.")
        {
            Folder, Out, Weights, Task, Pooled, Normalize, TensorsOnly, Accept, Texts, Vocabulary, EmbeddingRank, Version, Licence, TrainedOn, Temperature, Threshold,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        var options = new CompileOptions
        {
            Folder = result.GetValue(Folder)!,
            Output = result.GetValue(Out)!,
            Precision = Enum.Parse<Precision>(result.GetValue(Weights) ?? "fp32", ignoreCase: true),
            Task = result.GetValue(Task),
            Pooling = result.GetValue(Pooled) is { } pooling ? Enum.Parse<Pooling>(pooling, ignoreCase: true) : null,
            Normalize = result.GetValue(Normalize),
            TensorsOnly = result.GetValue(TensorsOnly),
            Accept = result.GetValue(Accept),
            Texts = result.GetValue(Texts) is { } file ? [.. (await File.ReadAllLinesAsync(file, cancellationToken)).Where(line => !string.IsNullOrWhiteSpace(line))] : [],
            VocabularyTexts = result.GetValue(Vocabulary) is { } language ? File.ReadLines(language) : null,
            EmbeddingRank = result.GetValue(EmbeddingRank),
            Version = result.GetValue(Version)!,
            Licence = result.GetValue(Licence),
            TrainedOn = result.GetValue(TrainedOn) ?? [],
            Temperature = result.GetValue(Temperature),
            Threshold = result.GetValue(Threshold),
        };
        Print(ModelCompiler.Compile(options, new ConsoleProgress(), cancellationToken));
        return 0;
    }

    private static void Print(CompileReport report)
    {
        var manifest = report.Manifest;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{manifest.Name}@{manifest.Version}: {manifest.Task}, {manifest.Architecture}, {manifest.Precision}, {Number.Megabytes(report.ModelBytes)}"));
        if (manifest.Agreement is { } agreement)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"agreement with fp32: {agreement.Labels:0.0000} of {agreement.Texts} inputs; scores differ by {agreement.MeanDifference:0.00000} on average, {agreement.MaxDifference:0.00000} at most"));
        if (report.KeptHigher.Count > 0)
            Console.WriteLine($"kept in {(manifest.Precision == "int4" ? "int8" : "fp32")}: {string.Join(", ", report.KeptHigher)}");
        if (report.Unexpected.Count > 0)
            Console.WriteLine($"not used: {string.Join(", ", report.Unexpected)}");
    }

    private static Option<string> Choice(string name, string description, params string[] values) =>
        new Option<string>(name) { Description = $"{description} One of {string.Join(", ", values)}." }.AcceptOnlyFromAmong(values);

    /// <summary>Says what is being done at once: the framework's own would say it from another thread, and too late.</summary>
    private sealed class ConsoleProgress : IProgress<string>
    {
        public void Report(string value) => Console.Error.WriteLine($"{value} …");
    }
}
