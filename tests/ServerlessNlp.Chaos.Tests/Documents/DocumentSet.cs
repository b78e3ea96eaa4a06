using System.Text.Json;

namespace ServerlessNlp.Chaos.Tests.Documents;

/// <summary>The documents of a run and what happens to them, the same for the same seed.</summary>
internal sealed class DocumentSet
{
    /// <summary>The job that the messages name.</summary>
    public const string Job = "chaos";

    /// <summary>The setting <c>MaxCharacters</c> of the workers.</summary>
    public const int MaxCharacters = 20_000;

    private static readonly string SentimentVersion = JsonElement.Parse(File.ReadAllText(Repository.PathOf("models", "sentiment", "manifest.json"))).GetProperty("version").GetString()!;

    private static readonly (string? Tasks, string[] Names)[] TaskLists =
    [
        (null, ["classify", "summarize"]),
        ("""[{"task":"classify"}]""", ["classify"]),
        ($$$"""[{"task":"classify","model":"sentiment@{{{SentimentVersion}}}","options":{"top":1}}]""", ["classify"]),
        ("""[{"task":"summarize","options":{"sentenceCount":2}}]""", ["summarize"]),
        ("""[{"task":"summarize","options":{"sortBy":"rank"}},{"task":"classify"}]""", ["summarize", "classify"]),
    ];

    private readonly Random _random;
    private readonly Prose _prose;
    private int _items;

    public DocumentSet(int seed, int count)
    {
        _random = new Random(seed);
        _prose = new Prose(_random);
        var texts = new List<string>();
        var inPrefix = count / 4;
        var alone = Enumerable.Range(0, count / 4).Select(number => NextDocument(number, texts)).ToList();
        var ofPrefix = Enumerable.Range(0, inPrefix).Where(number => !JobSet.IsBad(number)).Select(NextOfPrefix).ToList();
        Documents = [.. alone, .. ofPrefix];
        BatchJob = new JobSet(_prose).Batch(count - count / 4 - inPrefix);
        PrefixJob = JobSet.OverPrefix(ofPrefix, inPrefix);
        Bad = [.. Enumerable.Range(0, Math.Max(BadKinds, count / 25)).Select(NextBad)];
        Steps = OrderSteps();
    }

    /// <summary>How many documents there are, those of the batch and bad ones included.</summary>
    public int Count => Documents.Count + BatchJob.Documents + PrefixJob.Bad + Bad.Count;

    /// <summary>The job over half of the documents.</summary>
    public ChaosJob BatchJob { get; }

    /// <summary>The job over a quarter of the documents.</summary>
    public ChaosJob PrefixJob { get; }

    /// <summary>Blobs that can be answered.</summary>
    public IReadOnlyList<ChaosDocument> Documents { get; }

    /// <summary>Messages that can't be worked on.</summary>
    public IReadOnlyList<BadMessage> Bad { get; }

    /// <summary>What the sender does, in order.</summary>
    public IReadOnlyList<Step> Steps { get; }

    /// <summary>Every version of every document.</summary>
    public IEnumerable<(ChaosDocument Document, int Version)> Versions => Documents.SelectMany(document => document.Versions.Select((_, version) => (document, version)));

    private const int BadKinds = 8;

    private ChaosDocument NextDocument(int number, List<string> texts)
    {
        var versions = Enumerable.Range(0, Chance(12) ? _random.Next(2, 4) : 1)
            // Some have the very text of another: the same address for both.
            .Select(_ => Chance(5) && texts.Count > 0 ? texts[_random.Next(texts.Count)] : _prose.Next())
            .ToList();
        texts.AddRange(versions);
        var isEvent = Chance(10);
        var (tasks, names) = isEvent ? TaskLists[0] : TaskLists[_random.Next(TaskLists.Length)];
        var document = new ChaosDocument(isEvent ? "documents" : "uploads", NameOf(number), versions, tasks, names, NamesETag: isEvent || Chance(70), isEvent ? DocumentSource.Event : DocumentSource.Message, _items);
        _items += versions.Count;
        return document;
    }

    private ChaosDocument NextOfPrefix(int number) =>
        new("uploads", JobSet.BlobOf(number), [_prose.Next()], JobSet.PrefixTasks, JobSet.PrefixTaskNames, NamesETag: true, DocumentSource.Prefix, _items++);

    private string NameOf(int number) => _random.Next(8) switch
    {
        0 => $"folder/{number}/a b.txt",
        1 => $"{number} 100% & more+#1.txt",
        2 => $"{number}-Müller-文.md",
        _ => $"{number}.txt",
    };

    private BadMessage NextBad(int number)
    {
        var blob = $"bad/{number}.txt";
        return (number % BadKinds) switch
        {
            0 => new BadMessage($"this is no base64! {number}", "InvalidMessage"),
            1 => new BadMessage(Messages.Base64($"not json {number}"), "InvalidMessage"),
            2 => new BadMessage(Messages.Base64($$$"""{"v":2,"document":{"container":"uploads","blob":"{{{blob}}}"}}"""), "InvalidMessage"),
            3 => new BadMessage(Messages.Base64($$$"""{"v":1,"document":{"container":"results","blob":"{{{blob}}}"}}"""), "InvalidMessage"),
            4 => Readable(blob, null, "DocumentNotFound"),
            5 => Readable(blob, """[{"task":"translate"}]""", "TaskNotFound"),
            6 => Readable(blob, null, "EmptyDocument", " \r\n\t "),
            _ => Readable(blob, null, "DocumentTooLong", new string('x', MaxCharacters) + " too long"),
        };
    }

    private BadMessage Readable(string blob, string? tasks, string code, string? text = null)
    {
        var item = _items++;
        return new BadMessage(Messages.Work(Job, item, "uploads", blob, null, tasks), code, item, text is null ? null : blob, text);
    }

    // A version comes some steps after the one before, so that it overwrites a document that waits, is worked on or is done.
    private IReadOnlyList<Step> OrderSteps()
    {
        var steps = new List<(double At, Step Step)>();
        var alone = Documents.Where(document => document.Source != DocumentSource.Prefix).ToList();
        foreach (var document in alone)
        {
            var at = _random.NextDouble() * alone.Count;
            for (var version = 0; version < document.Versions.Count; version++, at += _random.NextDouble() * 60)
            {
                steps.Add((at, new Step.Submit(document, version, Chance(10) ? 2 : 1)));
                if (Chance(10))
                    steps.Add((at + 0.1 + _random.NextDouble() * 100, new Step.SendAgain(document, version)));
            }
        }
        steps.AddRange(Bad.Select(bad => (_random.NextDouble() * alone.Count, (Step)new Step.SendBad(bad))));
        steps.Add((alone.Count * 0.05, new Step.Create(BatchJob)));
        steps.Add((alone.Count * 0.3, new Step.Create(PrefixJob)));
        return [.. steps.OrderBy(step => step.At).Select(step => step.Step)];
    }

    private bool Chance(int percent) => _random.Next(100) < percent;
}
