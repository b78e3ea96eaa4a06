namespace ServerlessNlp.Documents.Batches;

/// <summary>A record of comma-separated values.</summary>
/// <param name="Line">The number of its first line, from 1.</param>
/// <param name="Fields">Its fields; as far as they were read where there is a problem.</param>
/// <param name="Problem">What is wrong with it, as in "it has …"; null where nothing is.</param>
public sealed record CsvRecord(int Line, IReadOnlyList<string> Fields, string? Problem = null);
