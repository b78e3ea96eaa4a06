using System.Runtime.CompilerServices;

namespace ServerlessNlp.Documents.Batches;

/// <summary>
/// Reads comma-separated values in bounded memory. What is wrong with a record is its own problem: the next begins at its next line.
/// </summary>
public static class CsvRecords
{
    private static readonly char[] Separators = [',', ';', '\t', '|'];

    /// <summary>The records in order, the header first. Empty lines are none.</summary>
    /// <param name="text">The text.</param>
    /// <param name="maxCharacters">The longest record.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async IAsyncEnumerable<CsvRecord> ReadAsync(TextReader text, int maxCharacters, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var lines = new PushBack(TextLines.ReadAsync(text, maxCharacters, cancellationToken).GetAsyncEnumerator(cancellationToken));
        char? separator = null;
        var (isFirst, singleLinesUntil) = (true, 0);
        while (await lines.NextAsync() is { } first)
        {
            if (first is { Text: "", IsTooLong: false })
                continue;
            if (isFirst)
                separator = SeparatorOf(first.Text);
            isFirst = false;
            var (fields, taken) = (new CsvFields(separator), new List<TextLine> { first });
            var record = Step(fields, first, first, maxCharacters, singleLinesUntil);
            while (record is null)
            {
                var line = await lines.NextAsync();
                if (line is { } more)
                    taken.Add(more);
                record = Step(fields, first, line, maxCharacters, singleLinesUntil);
            }
            if (record.Problem is not null && taken.Count > 1)
            {
                // Once more, each for itself: what did not end here may not end there either, and is not looked for again.
                singleLinesUntil = taken[^1].Number;
                lines.Return(taken.Skip(1));
            }
            yield return record;
        }
    }

    // Reads a line; a record where that ends one, whatever became of it.
    private static CsvRecord? Step(CsvFields fields, TextLine first, TextLine? line, int maxCharacters, int singleLinesUntil)
    {
        if (line is not { } text)
            return new CsvRecord(first.Number, fields.Fields, "it has a quotation mark that is not closed");
        if (text.IsTooLong || fields.Pending > maxCharacters)
            return new CsvRecord(first.Number, fields.Fields, $"it has more than {maxCharacters} characters, or a quotation mark that is not closed");
        var isEnd = fields.Read(text);
        if (fields.HasStrayQuote && (!isEnd || text.Number != first.Number))
            return new CsvRecord(first.Number, fields.Fields, "it has a quotation mark that is not closed or not doubled");
        if (!isEnd && first.Number <= singleLinesUntil)
            return new CsvRecord(first.Number, fields.Fields, "it has a quotation mark that is not closed");
        return isEnd ? new CsvRecord(first.Number, fields.Fields) : null;
    }

    // What the header has most of; one with a single column has none.
    private static char? SeparatorOf(string header)
    {
        var best = Separators.MaxBy(separator => header.Count(character => character == separator));
        return header.Contains(best) ? best : null;
    }

    private sealed class PushBack(IAsyncEnumerator<TextLine> lines) : IAsyncDisposable
    {
        private readonly Queue<TextLine> _returned = [];

        public async ValueTask<TextLine?> NextAsync()
        {
            if (_returned.TryDequeue(out var line))
                return line;
            return await lines.MoveNextAsync() ? lines.Current : null;
        }

        // Those before them were all taken.
        public void Return(IEnumerable<TextLine> taken)
        {
            var later = _returned.ToList();
            _returned.Clear();
            foreach (var line in taken.Concat(later))
                _returned.Enqueue(line);
        }

        public ValueTask DisposeAsync() => lines.DisposeAsync();
    }
}
