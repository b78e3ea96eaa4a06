// Changes documents of every format at random and reads them: nothing may crash, take two seconds of processor time or 300 MB.
//   dotnet run --project tests/ServerlessNlp.Documents.Fuzz -c Release -- --inputs 1000000 --seed 1 [--format .pdf] [--failures FOLDER]
// Reading is done by a process of its own, which is started again where it died, behind the input that it died of.
using System.Buffers.Binary;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using ServerlessNlp.Documents.Fuzz;

var options = Options.Parse(args);
var repository = Path.GetFullPath(Path.Combine(SourceFolder(), "..", ".."));
var progress = Path.Combine(Path.GetTempPath(), $"fuzz-{(options.Only ? args[^1] : Environment.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture))}");
if (options.Only)
    return Reader.Run(options, repository, progress);

var failed = 0;
for (var from = options.From; from < options.Inputs;)
{
    var start = new ProcessStartInfo(Environment.ProcessPath!, ["--inputs", $"{options.Inputs}", "--seed", $"{options.Seed}", "--from", $"{from}"]);
    if (options.Format is { } format)
        Array.ForEach(["--format", format], start.ArgumentList.Add);
    if (options.Failures is { } folder)
        Array.ForEach(["--failures", folder], start.ArgumentList.Add);
    Array.ForEach(["--reader", $"{Environment.ProcessId}"], start.ArgumentList.Add);
    using var process = Process.Start(start)!;
    await process.WaitForExitAsync();
    if (process.ExitCode is 0 or 1)
    {
        failed += process.ExitCode;
        break;
    }
    var at = BinaryPrimitives.ReadInt64LittleEndian(File.ReadAllBytes(progress));
    var corpus = new SeedCorpus(repository);
    var extension = options.Format ?? corpus.Extensions[(int)(at % corpus.Extensions.Count)];
    Reader.Report(options, at, extension, corpus.Input(extension, options.Seed, at), $"ended the process with {process.ExitCode}");
    (failed, from) = (failed + 1, at + 1);
}
File.Delete(progress);
return failed == 0 ? 0 : 1;

static string SourceFolder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
