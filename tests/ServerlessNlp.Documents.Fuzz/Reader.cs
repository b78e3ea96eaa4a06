using System.Buffers.Binary;

namespace ServerlessNlp.Documents.Fuzz;

/// <summary>The process that reads: it writes down which input it is at, for what ends a process can't be caught in it.</summary>
internal static class Reader
{
    private const int ReportEvery = 20_000;

    public static int Run(Options options, string repository, string progress)
    {
        var corpus = new SeedCorpus(repository);
        var tally = new Tally();
        using var at = new FileStream(progress, FileMode.Create, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        Span<byte> number = stackalloc byte[sizeof(long)];
        for (var i = options.From; i < options.Inputs; i++)
        {
            var extension = options.Format ?? corpus.Extensions[(int)(i % corpus.Extensions.Count)];
            BinaryPrimitives.WriteInt64LittleEndian(number, i);
            at.Position = 0;
            at.Write(number);
            var input = corpus.Input(extension, options.Seed, i);
            var finding = Examiner.Examine(input, extension);
            tally.Add(extension, finding);
            if (finding.Failure is { } failure)
                Report(options, i, extension, input, failure);
            if ((i + 1) % ReportEvery == 0)
                Console.WriteLine($"[{i + 1}]\n{tally}");
        }
        Console.WriteLine($"[{options.Inputs}]\n{tally}");
        return tally.Failures == 0 ? 0 : 1;
    }

    /// <summary>Says what is wrong with an input, and keeps it.</summary>
    public static void Report(Options options, long number, string extension, byte[] input, string failure)
    {
        Console.WriteLine($"FAILURE {number}{extension} ({input.Length} bytes): {failure}");
        if (options.Failures is not { } folder)
            return;
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(Path.Combine(folder, $"{options.Seed}-{number}{extension}"), input);
    }
}
