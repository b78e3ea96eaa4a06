using ServerlessNlp.Documents.Batches;

namespace ServerlessNlp.Service.Jobs;

/// <summary>The columns that the header of a batch names, and what a record has in them.</summary>
internal sealed class CsvColumns
{
    private readonly List<string> _names;
    private readonly int _text;

    private CsvColumns(List<string> names, int text) => (_names, _text) = (names, text);

    /// <exception cref="NlpException">UnreadableDocument: there is no column <c>text</c>.</exception>
    public static CsvColumns Of(CsvRecord header)
    {
        var names = header.Fields.Select(name => name.Trim().ToLowerInvariant()).ToList();
        return names.IndexOf("text") is >= 0 and var text ? new CsvColumns(names, text) : throw NoText();
    }

    public static NlpException NoText() =>
        new(ErrorCode.UnreadableDocument, "The batch has no column 'text'. The first line of CSV names the columns: text, and where needed id, pair and question.");

    /// <summary>The line of a record; one with an error where the record does not fit.</summary>
    /// <param name="record">The record.</param>
    /// <param name="number">Its id, where it has none of its own.</param>
    public BatchLine LineOf(CsvRecord record, string number)
    {
        var id = Field(record, "id") ?? number;
        if (ProblemOf(record) is { } problem)
            return new BatchLine(id.Replace(BatchText.Damage, '\uFFFD'), null, Line: record.Line, Error: new NlpError(ErrorCode.UnreadableDocument, $"Line {record.Line} of the batch can't be read: {problem}."));
        return new BatchLine(id, record.Fields[_text], Field(record, "pair"), Field(record, "question"), record.Line);
    }

    private string? ProblemOf(CsvRecord record)
    {
        if (record.Problem is { } problem)
            return problem;
        if (record.Fields.Any(field => field.Contains(BatchText.Damage)))
            return "it is not UTF-8. Save the file as UTF-8";
        // What a spreadsheet leaves empty at the end does not count.
        var count = record.Fields.Count;
        while (count > _names.Count && record.Fields[count - 1].Length == 0)
            count--;
        if (count > _names.Count)
            return $"it has {count} fields, and the header {_names.Count}. Put a text that has the separator in it into quotation marks";
        return count <= _text ? $"it has {count} fields, and no 'text'" : null;
    }

    private string? Field(CsvRecord record, string column) =>
        _names.IndexOf(column) is >= 0 and var index && index < record.Fields.Count && record.Fields[index] is { Length: > 0 } value ? value : null;
}
