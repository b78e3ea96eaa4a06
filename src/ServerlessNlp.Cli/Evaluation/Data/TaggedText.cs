using System.Text;
using ServerlessNlp.Cli.Evaluation.Metrics;

namespace ServerlessNlp.Cli.Evaluation.Data;

/// <summary>A sentence with its entities.</summary>
internal sealed record TaggedText(string Text, IReadOnlyList<PlacedEntity> Entities)
{
    private const string DocumentStart = "-DOCSTART-";

    /// <summary>Reads a sentence of <c>token tag</c> lines; tokens are joined by spaces. Null for CoNLL's mark between documents.</summary>
    /// <exception cref="CliException">A line has no tag, or one that is none of O, B-X and I-X.</exception>
    public static TaggedText? Parse(DataUnit unit)
    {
        if (unit.Form != DataForm.Tags)
            throw unit.NotFor("entities", ".conll");
        var lines = unit.Text.Split('\n').Select((line, number) => Split(unit, line, number)).Where(line => line.Token.Length > 0).ToList();
        if (lines is [(DocumentStart, _), ..])
            return null;

        var text = new StringBuilder();
        var places = new List<(int Start, int End)>();
        foreach (var (token, _) in lines)
        {
            var start = text.Length == 0 ? 0 : text.Append(' ').Length;
            places.Add((start, text.Append(token).Length));
        }
        var spans = BioTags.Decode([.. lines.Select(line => line.Tag)]);
        return new TaggedText(text.ToString(), [.. spans.Select(span => new PlacedEntity(span.Label, places[span.Start].Start, places[span.End - 1].End - places[span.Start].Start))]);
    }

    // The first column is the token and the last its tag; what stands between them is something else.
    private static (string Token, string Tag) Split(DataUnit unit, string line, int number)
    {
        var columns = line.Contains('\t') ? line.Split('\t') : line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (columns.Length < 2)
            throw unit.Error("has a token without a tag", number);
        try
        {
            BioTags.Decode([columns[^1]]);
            return (columns[0].Trim(), columns[^1]);
        }
        catch (FormatException exception)
        {
            throw unit.Error($"can't be read: {exception.Message.TrimEnd('.')}", number);
        }
    }
}
