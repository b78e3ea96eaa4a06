namespace ServerlessNlp.Documents.Formats.Markdown;

/// <summary>Where runs of backticks stand, so that the end of a code span is found without a search from each start.</summary>
internal sealed class CodeSpans
{
    private readonly Dictionary<int, Queue<int>> _runs = [];

    public CodeSpans(string source)
    {
        for (var at = source.IndexOf('`'); at >= 0;)
        {
            var length = source.AsSpan(at).IndexOfAnyExcept('`');
            length = length < 0 ? source.Length - at : length;
            if (!_runs.TryGetValue(length, out var runs))
                _runs[length] = runs = new Queue<int>();
            runs.Enqueue(at);
            at = source.IndexOf('`', at + length);
        }
    }

    /// <summary>The next run of the same length after one, or null. Asked for from left to right.</summary>
    public int? Close(int start, int length)
    {
        var runs = _runs.GetValueOrDefault(length);
        while (runs is not null && runs.TryPeek(out var at) && at <= start)
            runs.Dequeue();
        return runs is not null && runs.TryPeek(out var end) ? end : null;
    }
}
