using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace ServerlessNlp.Tests.Tokenization.Oracle;

/// <summary>Hugging Face's own tokenizers (npm), in a Node process: what ours are compared with.</summary>
internal sealed class HuggingFace : IDisposable
{
    public const string Panic = "panic";

    private readonly string _modules;
    private Process _process;
    private byte[] _json = [];

    private HuggingFace(string modules)
    {
        _modules = modules;
        _process = StartProcess(modules);
    }

    private static Process StartProcess(string modules)
    {
        var start = new ProcessStartInfo("node") { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.ArgumentList.Add(Repository.PathOf("tests", "ServerlessNlp.Tests", "Tokenization", "Oracle", "oracle.mjs"));
        start.ArgumentList.Add(modules);
        start.RedirectStandardError = true;
        start.StandardInputEncoding = new UTF8Encoding(false);
        start.StandardOutputEncoding = new UTF8Encoding(false);
        var process = Process.Start(start)!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        return process;
    }

    /// <summary>Starts the oracle; the npm packages come with the build.</summary>
    public static HuggingFace Start()
    {
        var modules = Repository.PathOf("eng");
        if (!Directory.Exists(Path.Combine(modules, "node_modules", "tokenizers")))
            throw new InvalidOperationException("The npm package tokenizers is not there: build this project.");
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
        _json = json.ToArray();
        using var answer = Ask($"{{\"load\":{Quote(Encoding.UTF8.GetString(json))}}}");
        if (answer is null)
        {
            _process.Dispose();
            _process = StartProcess(_modules);
            return Panic;
        }
        return answer.RootElement.TryGetProperty("error", out var error) ? error.GetString() : null;
    }

    /// <summary>Encodes inputs. Some make it panic, which ends the process: those give the error <see cref="Panic"/>.</summary>
    public OracleEncoding[] Encode(IReadOnlyList<(string Text, string? Pair, bool AddSpecialTokens)> inputs)
    {
        if (TryEncode(inputs) is { } encodings)
            return encodings;
        Restart();
        if (inputs.Count == 1)
            return [new OracleEncoding(Panic, [], [], [], [], [])];
        var half = inputs.Count / 2;
        return [.. Encode([.. inputs.Take(half)]), .. Encode([.. inputs.Skip(half)])];
    }

    private OracleEncoding[]? TryEncode(IReadOnlyList<(string Text, string? Pair, bool AddSpecialTokens)> inputs)
    {
        var request = new StringBuilder("{\"encode\":[");
        for (var i = 0; i < inputs.Count; i++)
        {
            var (text, pair, special) = inputs[i];
            request.Append(i > 0 ? "," : "").Append('[').Append(Quote(text)).Append(',').Append(pair is null ? "null" : Quote(pair)).Append(special ? ",true]" : ",false]");
        }
        using var answer = Ask(request.Append("]}").ToString());
        return answer is null ? null : [.. answer.RootElement.EnumerateArray().Select(OracleEncoding.Read)];
    }

    /// <summary>The texts that ids stand for, with special tokens or without.</summary>
    public string[] Decode(IReadOnlyList<(int[] Ids, bool SkipSpecialTokens)> inputs)
    {
        var request = inputs.Select(input => $"[[{string.Join(',', input.Ids)}],{(input.SkipSpecialTokens ? "true" : "false")}]");
        using var answer = Ask($"{{\"decode\":[{string.Join(',', request)}]}}") ?? throw new InvalidOperationException("The oracle ended.");
        return [.. answer.RootElement.EnumerateArray().Select(text => text.GetString()!)];
    }

    private void Restart()
    {
        _process.Dispose();
        _process = StartProcess(_modules);
        Assert.Null(Load(_json));
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.StandardInput.Close();
        if (!_process.WaitForExit(5000))
            _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    private JsonDocument? Ask(string request)
    {
        try
        {
            _process.StandardInput.WriteLine(request);
            _process.StandardInput.Flush();
        }
        catch (IOException)
        {
            return null;
        }
        return _process.StandardOutput.ReadLine() is { } answer ? JsonDocument.Parse(answer) : null;
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
