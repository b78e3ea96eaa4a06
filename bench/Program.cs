using ServerlessNlp.Bench.Tokenizers;

// Side-by-side benchmarks with the peers; bench/README.md has the figures.
switch (args)
{
    case ["tokenizers", ..]:
        return TokenizerBench.Run();
    default:
        Console.Error.WriteLine("usage: dotnet run --project bench -c Release -- tokenizers");
        return 2;
}
