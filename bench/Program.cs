using ServerlessNlp.Bench.Models;
using ServerlessNlp.Bench.Queue;
using ServerlessNlp.Bench.Tokenizers;

// Side-by-side benchmarks with the peers; bench/README.md has the figures.
switch (args)
{
    case ["tokenizers", ..]:
        return TokenizerBench.Run();
    case ["models", .. var names]:
        return ModelBench.Run(names);
    case ["queue"]:
        return await QueueBench.RunAsync();
    default:
        Console.Error.WriteLine("usage: dotnet run --project bench -c Release -- tokenizers|queue|models [NAME…]");
        return 2;
}
