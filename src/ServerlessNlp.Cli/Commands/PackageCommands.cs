using System.CommandLine;
using ServerlessNlp.Compiler.RawTensors;
using ServerlessNlp.Inference;
using ServerlessNlp.Models;
using ServerlessNlp.Tasks;

namespace ServerlessNlp.Cli.Commands;

/// <summary><c>nlp models verify|show|run DIR</c>: what can be asked of a package in a folder, without storage.</summary>
internal static class PackageCommands
{
    private static readonly Argument<string> Folder = new("DIR") { Description = "The folder of a package." };
    private static readonly Option<string> Inputs = new("--inputs") { Description = "JSON with raw tensors; - is standard input.", Required = true };

    public static IEnumerable<Command> Create()
    {
        var verify = new Command("verify", "Checks a package as a server would: digests, graph, known answer.") { Folder };
        verify.SetAction((result, cancellationToken) => Task.FromResult(Verify(result.GetValue(Folder)!, cancellationToken)));
        var show = new Command("show", "Shows a package's manifest.") { Folder };
        show.SetAction(result => Show(result.GetValue(Folder)!));
        var run = new Command("run", """Runs raw tensors: {"cases":[{"input_ids":[[…]],"attention_mask":[[…]]}]} in, {"cases":[{"logits":[[…]]}]} out.""") { Folder, Inputs };
        run.SetAction((result, cancellationToken) => Task.FromResult(Run(result.GetValue(Folder)!, result.GetValue(Inputs)!, cancellationToken)));
        return [verify, show, run];
    }

    private static int Verify(string folder, CancellationToken cancellationToken)
    {
        var package = ModelPackage.Open(folder);
        using (ModelLoader.Load(package, InferenceOptions.Default, cancellationToken))
            Console.WriteLine($"{package.Manifest.Name}@{package.Manifest.Version} is sound: {package.Manifest.Files.Count} files, the graph{(package.Manifest.KnownAnswer is null ? "" : " and the known answer")} agree with the manifest.");
        return 0;
    }

    private static int Show(string folder)
    {
        using var output = Console.OpenStandardOutput();
        output.Write(ModelPackage.Open(folder).Manifest.ToJson());
        return 0;
    }

    private static int Run(string folder, string inputs, CancellationToken cancellationToken)
    {
        using var cases = inputs == "-" ? Console.OpenStandardInput() : File.OpenRead(inputs);
        using var results = new MemoryStream();
        TensorRunner.Run(ModelPackage.Open(folder), cases, results, cancellationToken);
        using var output = Console.OpenStandardOutput();
        results.WriteTo(output);
        output.WriteByte((byte)'\n');
        return 0;
    }
}
