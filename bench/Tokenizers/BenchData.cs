using System.IO.Compression;

namespace ServerlessNlp.Bench.Tokenizers;

/// <summary>The public data sets beside the checkout.</summary>
internal static class BenchData
{
    public static string? Shared { get; } = Find();

    public static string Root { get; } = FindRoot();

    /// <summary>The first texts of IMDB's training part.</summary>
    public static string[] ImdbTexts(string shared, int count)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(Path.Combine(shared, "sentiment", "imdb-train-1.tsv.gz")), CompressionMode.Decompress));
        var texts = new List<string>();
        while (texts.Count < count && reader.ReadLine() is { } line)
            texts.Add(line[(line.IndexOf('\t') + 1)..]);
        return [.. texts];
    }

    private static string? Find()
    {
        var folder = Path.GetFullPath(Path.Combine(FindRoot(), "..", "shared", "data"));
        return Directory.Exists(folder) ? folder : null;
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "ServerlessNlp.sln")))
                return folder.FullName;
        }
        throw new DirectoryNotFoundException("ServerlessNlp.sln was not found above the benchmark.");
    }
}
