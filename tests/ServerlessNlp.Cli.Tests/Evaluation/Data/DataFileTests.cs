using System.IO.Compression;
using ServerlessNlp.Cli.Evaluation.Data;

namespace ServerlessNlp.Cli.Tests.Evaluation.Data;

public sealed class DataFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("data-");

    [Theory]
    [InlineData("a.tsv")]
    [InlineData("a.tsv.gz")]
    public void Lines_keep_their_numbers_and_blank_ones_are_none(string name)
    {
        var units = DataFile.Read(Write(name, "one\ta\n\n  \ntwo\tb"));

        Assert.Equal([(1, "one\ta"), (4, "two\tb")], units.Select(unit => (unit.Number, unit.Text)));
    }

    [Fact]
    public void Sentences_are_parted_by_blank_lines_and_know_their_first()
    {
        var units = DataFile.Read(Write("a.conll", "\nAnna\tB-PER\nlives\tO\n\n\n \tO\nhere O\n"));

        Assert.Equal([(2, "Anna\tB-PER\nlives\tO"), (6, " \tO\nhere O")], units.Select(unit => (unit.Number, unit.Text)));
    }

    [Fact]
    public void Questions_come_with_their_paragraph()
    {
        const string Squad = """{"version":"v2.0","data":[{"paragraphs":[{"context":"Anna lives in Paris.","qas":[{"id":"1","question":"Where?","answers":[{"text":"Paris","answer_start":14},{"text":"in Paris","answer_start":11}],"is_impossible":false},{"id":"2","question":"Why?","answers":[],"plausible_answers":[{"text":"Anna"}],"is_impossible":true}]}]}]}""";

        var questions = DataFile.Read(Write("a.json.gz", Squad)).Select(AskedQuestion.Parse).ToList();

        Assert.Equal(["Where?", "Why?"], questions.Select(question => question.Question));
        Assert.All(questions, question => Assert.Equal("Anna lives in Paris.", question.Context));
        Assert.Equal(["Paris", "in Paris"], questions[0].Answers);
        Assert.Empty(questions[1].Answers);
    }

    [Theory]
    [InlineData("a.csv", "x", "no form that is known")]
    [InlineData("a.json", "{", "not JSON")]
    [InlineData("a.json", "{\"data\":[{}]}", "'paragraphs' is missing")]
    public void A_file_that_tells_no_form_or_breaks_its_own_is_refused(string name, string content, string reason) =>
        Assert.Contains(reason, Assert.Throws<CliException>(() => DataFile.Read(Write(name, content))).Message);

    [Fact]
    public void A_compressed_file_that_is_damaged_is_refused()
    {
        var path = Path.Combine(_folder.FullName, "a.tsv.gz");
        File.WriteAllText(path, "no gzip");

        Assert.Contains("damaged", Assert.Throws<CliException>(() => DataFile.Read(path)).Message);
    }

    [Fact]
    public void The_held_out_part_is_every_tenth_line_once_duplicates_are_dropped()
    {
        var lines = Enumerable.Range(0, 25).SelectMany(number => new[] { $"line {number}", $"line {number / 2}" });

        var held = DataFile.HeldOut(DataFile.Read(Write("a.tsv", string.Join('\n', lines))));

        Assert.Equal(["line 9", "line 19"], held.Select(unit => unit.Text));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private string Write(string name, string content)
    {
        var path = Path.Combine(_folder.FullName, name);
        using Stream file = File.Create(path);
        using var writer = new StreamWriter(name.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionLevel.Fastest) : file);
        writer.Write(content);
        return path;
    }
}
