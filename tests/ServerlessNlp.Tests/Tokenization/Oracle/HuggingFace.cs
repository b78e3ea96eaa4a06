using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace ServerlessNlp.Tests.Tokenization.Oracle;

/// <summary>Hugging Face's own tokenizers (npm), in a Node process: what ours are compared with.</summary>
internal sealed class HuggingFace : IDisposable
{
    private readonly Process _process;

    private HuggingFace(string modules)
    {
        var start = new ProcessStartInfo("node") { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.ArgumentList.Add(Repository.PathOf("tests", "ServerlessNlp.Tests", "Tokenization", "Oracle", "oracle.mjs"));
        start.ArgumentList.Add(modules);
        start.StandardInputEncoding = new UTF8Encoding(false);
        start.StandardOutputEncoding = new UTF8Encoding(false);
        _process = Process.Start(start)!;
    }

    /// <summary>Starts the oracle; the npm packages come with <c>dotnet run eng/prepare.cs</c>.</summary>
    public static HuggingFace Start()
    {
        var modules = Repository.PathOf("eng");
        if (!Directory.Exists(Path.Combine(modules, "node_modules", "tokenizers")))
            throw new InvalidOperationException("The npm package tokenizers is not there: run `dotnet run eng/prepare.cs`.");
        return new HuggingFace(modules);
    }

    /// <summary>Starts the oracle with a tokenizer.json.</summary>
    public static HuggingFace Start(ReadOnlySpan<byte> json)
    {
        var oracle = Start();
        var error = oracle.Load(json);
        Assert.Null(error);
        return oracle;
    }

    /// <summary>Loads a tokenizer.json; gives the error if it is refused.</summary>
    public string? Load(ReadOnlySpan<byte> json)
    {
        using var answer = Ask($"{{\"load\":{Quote(Encoding.UTF8.GetString(json))}}}");
        return answer.RootElement.TryGetProperty("error", out var error) ? error.GetString() : null;
    }

    public OracleEncoding[] Encode(IEnumerable<(string Text, string? Pair, bool AddSpecialTokens)> inputs)
    {
        var list = inputs.ToList();
        var request = new StringBuilder("{\"encode\":[");
        for (var i = 0; i < list.Count; i++)
        {
            var (text, pair, special) = list[i];
            request.Append(i > 0 ? "," : "").Append('[').Append(Quote(text)).Append(',').Append(pair is null ? "null" : Quote(pair)).Append(special ? ",true]" : ",false]");
        }
        using var answer = Ask(request.Append("]}").ToString());
        return [.. answer.RootElement.EnumerateArray().Select((item, i) => OracleEncoding.Read(item, list[i].Text, list[i].Pair))];
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(5000))
            _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    private JsonDocument Ask(string request)
    {
        _process.StandardInput.WriteLine(request);
        _process.StandardInput.Flush();
        var answer = _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The oracle has ended.");
        return JsonDocument.Parse(answer);
    }

    /// <summary>As JSON in ASCII; lone surrogates stay what they are, which a serialiser would not leave them.</summary>
    private static string Quote(string text)
    {
        var quoted = new StringBuilder(text.Length + 2).Append('"');
        foreach (var c in text)
        {
            if (c is >= ' ' and <= '~' and not ('"' or '\\'))
                quoted.Append(c);
            else
                quoted.Append("\\u").Append(((int)c).ToString("x4"));
        }
        return quoted.Append('"').ToString();
    }
}
