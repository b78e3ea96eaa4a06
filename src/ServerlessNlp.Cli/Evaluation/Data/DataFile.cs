using System.IO.Compression;

namespace ServerlessNlp.Cli.Evaluation.Data;

/// <summary>Reads data files: <c>.tsv</c>, <c>.jsonl</c>, <c>.conll</c> and SQuAD's <c>.json</c>, each alone or with <c>.gz</c>.</summary>
internal static class DataFile
{
    private const string Line = "Line";

    /// <summary>The pieces of a file, in order; blank lines are none.</summary>
    /// <exception cref="CliException">There is no such file, it is damaged, or its name tells no form.</exception>
    public static IReadOnlyList<DataUnit> Read(string path)
    {
        var name = Path.GetFileName(path);
        var isCompressed = Path.GetExtension(path) == ".gz";
        var form = Path.GetExtension(isCompressed ? Path.GetFileNameWithoutExtension(path) : path);
        if (form is not (".tsv" or ".jsonl" or ".json" or ".conll"))
            throw new CliException($"{name} tells no form that is known: name it .tsv, .jsonl, .conll or .json, alone or with .gz.");
        if (!File.Exists(path))
            throw new CliException($"There is no file {path}.");
        try
        {
            using var file = File.OpenRead(path);
            using var content = isCompressed ? (Stream)new GZipStream(file, CompressionMode.Decompress) : file;
            return form switch
            {
                ".json" => [.. SquadFile.Read(content, name)],
                ".conll" => [.. Sentences(content, name)],
                _ => [.. Lines(content, name, form == ".tsv" ? DataForm.Columns : DataForm.Json)],
            };
        }
        catch (InvalidDataException exception)
        {
            throw new CliException($"{name} is damaged: it can't be decompressed.", exception);
        }
    }

    /// <summary>
    /// The held-out part of a set that has none of its own: of what is left when exact duplicates are dropped, every tenth piece,
    /// those whose number from 0 ends with 9.
    /// </summary>
    public static IReadOnlyList<DataUnit> HeldOut(IEnumerable<DataUnit> units) =>
        [.. units.DistinctBy(unit => unit.Text).Where((_, number) => number % 10 == 9)];

    private static IEnumerable<DataUnit> Lines(Stream content, string name, DataForm form)
    {
        using var reader = new StreamReader(content);
        for (var number = 1; reader.ReadLine() is { } line; number++)
        {
            if (!string.IsNullOrWhiteSpace(line))
                yield return new DataUnit(form, name, Line, number, line);
        }
    }

    private static IEnumerable<DataUnit> Sentences(Stream content, string name)
    {
        using var reader = new StreamReader(content);
        var sentence = new List<string>();
        var number = 1;
        for (; reader.ReadLine() is { } line; number++)
        {
            // A token that is nothing but white space still has its tag.
            if (!string.IsNullOrWhiteSpace(line))
                sentence.Add(line);
            else if (sentence.Count > 0)
                yield return Take();
        }
        if (sentence.Count > 0)
            yield return Take();

        DataUnit Take()
        {
            var unit = new DataUnit(DataForm.Tags, name, Line, number - sentence.Count, string.Join('\n', sentence));
            sentence.Clear();
            return unit;
        }
    }
}
