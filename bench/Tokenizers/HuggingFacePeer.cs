using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace ServerlessNlp.Bench.Tokenizers;

/// <summary>Hugging Face's tokenizers in Node: they time themselves, so that the pipe doesn't count.</summary>
internal sealed class HuggingFacePeer : IDisposable
{
    private readonly Process _process;

    private HuggingFacePeer(Process process) => _process = process;

    public static HuggingFacePeer Start(string[] texts)
    {
        var start = new ProcessStartInfo("node") { RedirectStandardInput = true, RedirectStandardOutput = true, StandardInputEncoding = new UTF8Encoding(false) };
        start.ArgumentList.Add(Path.Combine(BenchData.Root, "bench", "Tokenizers", "peer.mjs"));
        start.ArgumentList.Add(Path.Combine(BenchData.Root, "eng"));
        start.Environment["TOKENIZERS_PARALLELISM"] = "false";
        var peer = new HuggingFacePeer(Process.Start(start)!);
        peer.Ask(new { texts });
        return peer;
    }

    /// <summary>Trains a tokenizer, given as a tokenizer.json without a vocabulary, on a file of texts, and saves it.</summary>
    public void Train(string json, string textFile, string path) => Ask(new { train = json, on = textFile, save = path });

    /// <summary>Encodes all texts one by one; gives the number of tokens and the seconds.</summary>
    public (long Tokens, double Seconds) Encode(string path)
    {
        var answer = Ask(new { encode = path });
        return (answer.GetProperty("tokens").GetInt64(), answer.GetProperty("seconds").GetDouble());
    }

    /// <summary>Loads a tokenizer.json; gives the seconds.</summary>
    public double Load(string path) => Ask(new { load = path }).GetProperty("seconds").GetDouble();

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    private JsonElement Ask(object request)
    {
        _process.StandardInput.WriteLine(JsonSerializer.Serialize(request));
        _process.StandardInput.Flush();
        while (_process.StandardOutput.ReadLine() is { } answer)
        {
            // Training writes empty lines for its progress bars.
            if (answer.Length > 0)
                return JsonElement.Parse(answer);
        }
        throw new InvalidOperationException("The npm package tokenizers did not answer; build this project.");
    }
}
