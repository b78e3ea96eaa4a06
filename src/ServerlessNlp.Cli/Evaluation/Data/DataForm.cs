namespace ServerlessNlp.Cli.Evaluation.Data;

/// <summary>How a data file is written.</summary>
internal enum DataForm
{
    /// <summary>Columns parted by tabs: <c>.tsv</c>.</summary>
    Columns,

    /// <summary>Objects: <c>.jsonl</c>, one a line, or SQuAD's <c>.json</c>.</summary>
    Json,

    /// <summary>A token and its tag a line, a blank line between sentences: <c>.conll</c>.</summary>
    Tags,
}
