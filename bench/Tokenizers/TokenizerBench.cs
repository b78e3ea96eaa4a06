using System.Diagnostics;
using ServerlessNlp.Tokenization;

namespace ServerlessNlp.Bench.Tokenizers;

/// <summary>Ours and Hugging Face's tokenizers (npm) on the same texts, in turns, one thread each.</summary>
internal static class TokenizerBench
{
    private const int Rounds = 5, Loads = 15;

    /// <summary>Long enough for the runtime to have compiled what loads for good.</summary>
    private const int WarmUpSeconds = 3;

    /// <summary>No byte-level BPE lies beside the checkout: this one is trained, by Hugging Face's, on the texts to be encoded.</summary>
    private const string ByteLevelBpe = """
        {"version":"1.0","added_tokens":[],"normalizer":null,
        "pre_tokenizer":{"type":"ByteLevel","add_prefix_space":false,"trim_offsets":true,"use_regex":true},
        "post_processor":{"type":"ByteLevel","add_prefix_space":false,"trim_offsets":true,"use_regex":true},
        "model":{"type":"BPE","dropout":null,"unk_token":null,"continuing_subword_prefix":null,"end_of_word_suffix":null,"fuse_unk":false,"vocab":{},"merges":[]}}
        """;

    private static readonly (string Name, string File)[] Tokenizers =
    [
        ("WordPiece, BERT uncased (30,522)", "bert-base-uncased/tokenizer.json"),
        ("WordPiece, BERT multilingual (119,547)", "bert-base-multilingual-cased/tokenizer.json"),
        ("Unigram, ALBERT of the hub (30,000)", "albert/tokenizer.json"),
        ("Unigram, ALBERT of the converter (30,000)", "albert/tokenizer-from-spiece.json"),
    ];

    public static int Run()
    {
        if (BenchData.Shared is not { } shared)
        {
            Console.Error.WriteLine("The benchmark needs ../shared/data: the IMDB texts and the tokenizers of BERT and ALBERT.");
            return 1;
        }
        var texts = BenchData.ImdbTexts(shared, 2000);
        using var peer = HuggingFacePeer.Start(texts);
        Console.WriteLine($"{texts.Length:N0} IMDB texts, {texts.Sum(text => (long)text.Length):N0} characters; {Rounds} rounds in turns, medians\n");
        Console.WriteLine("| Tokenizer | tokens | ours, M tokens/s | theirs | ratio | ours, ns/token | garbage, bytes/text | load, ours ms | theirs | ratio |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|");
        foreach (var (name, file) in Tokenizers)
            Measure(name, Path.Combine(shared, "tokenizers", file), texts, peer);
        MeasureTrained("BPE, byte-level (30,000)", texts, peer);
        Console.WriteLine($"\nA lower bound: one pass over the characters with a table look-up each, a hash and a table look-up for each word: {LowerBound.NanosecondsPerWord(texts):F1} ns a word.");
        return 0;
    }

    private static void MeasureTrained(string name, string[] texts, HuggingFacePeer peer)
    {
        var folder = Directory.CreateTempSubdirectory("tokenizer-bench");
        try
        {
            var (textFile, path) = (Path.Combine(folder.FullName, "texts.txt"), Path.Combine(folder.FullName, "tokenizer.json"));
            File.WriteAllLines(textFile, texts);
            peer.Train(ByteLevelBpe, textFile, path);
            Measure(name, path, texts, peer);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Measure(string name, string path, string[] texts, HuggingFacePeer peer)
    {
        var json = File.ReadAllBytes(path);
        var tokenizer = Tokenizer.FromJson(json);
        var buffer = new EncodingBuffer();
        var tokens = Encode(tokenizer, texts, buffer);
        var (theirTokens, _) = peer.Encode(path);
        if (tokens != theirTokens)
            throw new InvalidOperationException($"{name}: ours are {tokens} tokens, theirs {theirTokens}.");
        List<double> ours = [], theirs = [];
        long garbage = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var allocated = GC.GetAllocatedBytesForCurrentThread();
            ours.Add(Time(() => Encode(tokenizer, texts, buffer)));
            garbage = GC.GetAllocatedBytesForCurrentThread() - allocated;
            theirs.Add(peer.Encode(path).Seconds);
        }
        for (var watch = Stopwatch.StartNew(); watch.Elapsed.TotalSeconds < WarmUpSeconds;)
            Tokenizer.FromOwnedJson(File.ReadAllBytes(path));
        List<double> ourLoads = [], theirLoads = [];
        for (var i = 0; i < Loads; i++)
        {
            ourLoads.Add(Time(() => Tokenizer.FromOwnedJson(File.ReadAllBytes(path))));
            theirLoads.Add(peer.Load(path));
        }
        var (our, their, ourLoad, theirLoad) = (Median(ours), Median(theirs), Median(ourLoads), Median(theirLoads));
        Console.WriteLine($"| {name} | {tokens:N0} | {tokens / our / 1e6:F1} | {tokens / their / 1e6:F2} | {their / our:F1} | {our / tokens * 1e9:F1} | {garbage / texts.Length} | {ourLoad * 1e3:F1} | {theirLoad * 1e3:F1} | {theirLoad / ourLoad:F1} |");
    }

    private static long Encode(Tokenizer tokenizer, string[] texts, EncodingBuffer buffer)
    {
        long tokens = 0;
        foreach (var text in texts)
        {
            tokenizer.Encode(text, default, isPair: false, buffer);
            tokens += buffer.Length;
        }
        return tokens;
    }

    /// <summary>Seconds by the clock or of the processor, whichever are fewer: other work on the machine slows the one, other threads' work adds to the other.</summary>
    private static double Time(Action action)
    {
        var processor = Environment.CpuUsage.TotalTime;
        var watch = Stopwatch.StartNew();
        action();
        return Math.Min(watch.Elapsed.TotalSeconds, (Environment.CpuUsage.TotalTime - processor).TotalSeconds);
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
