using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using ServerlessNlp.Infrastructure.Tests.Tools;

namespace ServerlessNlp.Infrastructure.Tests.Bicep;

/// <summary>Parses Bicep with the grammar of tree-sitter, on a Node that lives as long as the tests. Thread-safe.</summary>
internal static partial class BicepParser
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { MaxDepth = 512 };
    private static readonly Lazy<Process> Script = new(() => Node.Start("bicep-syntax.cjs", []));

    private static readonly ConcurrentDictionary<string, SyntaxNode> Trees = new();

    /// <summary>The files of a folder and the folders in it, by their path from there.</summary>
    public static IReadOnlyDictionary<string, BicepFile> ParseFolder(string folder) =>
        Directory.EnumerateFiles(folder, "*.bicep*", SearchOption.AllDirectories)
            .Where(path => Path.GetExtension(path) is ".bicep" or ".bicepparam")
            .Order()
            .Select(path => new BicepFile(Path.GetRelativePath(folder, path), Trees.GetOrAdd(Source(path), Parse)))
            .ToDictionary(file => file.Path);

    private static SyntaxNode Parse(string text)
    {
        var script = Script.Value;
        lock (script)
        {
            script.StandardInput.WriteLine(JsonSerializer.Serialize(text));
            script.StandardInput.Flush();
            var answer = script.StandardOutput.ReadLine() ?? throw new InvalidOperationException("bicep-syntax.cjs ended.");
            return JsonSerializer.Deserialize<SyntaxNode>(answer, Options)!;
        }
    }

    // The grammar knows no parameter files: there, `using` is left out, and `param x = 1` reads as the variable that it looks like.
    private static string Source(string path)
    {
        var text = File.ReadAllText(path);
        return Path.GetExtension(path) == ".bicepparam" ? Parameter().Replace(Using().Replace(text, ""), "var ") : text;
    }

    [GeneratedRegex("^using .*$", RegexOptions.Multiline)]
    private static partial Regex Using();

    [GeneratedRegex("^param ", RegexOptions.Multiline)]
    private static partial Regex Parameter();
}
