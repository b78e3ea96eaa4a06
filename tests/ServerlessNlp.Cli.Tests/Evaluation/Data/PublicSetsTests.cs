using ServerlessNlp.Cli.Evaluation.Data;

namespace ServerlessNlp.Cli.Tests.Evaluation.Data;

/// <summary>The public sets of ../shared/data are read whole; the counts are theirs, counted by other means.</summary>
public sealed class PublicSetsTests
{
    [SharedDataTheory]
    [InlineData("sentiment/sst2-dev.tsv", 872)]
    [InlineData("topics/ag-news-dev.tsv.gz", 5000)]
    [InlineData("spam/sms.tsv", 5574)]
    [InlineData("spam/enron1.jsonl.gz", 4888)]
    [InlineData("spam/ling-spam.jsonl.gz", 2873)]
    [InlineData("topics/20-newsgroups-train.jsonl.gz", 11171)]
    [InlineData("pairs/snli-dev.tsv.gz", 9842)]
    public void Labelled_texts(string file, int expected) => Assert.Equal(expected, Read(file).Count(unit => LabelledText.Parse(unit, several: false).Text is not null));

    [SharedDataFact]
    public void Texts_of_several_labels()
    {
        var items = Read("emotions/go-emotions-dev.tsv").Select(unit => LabelledText.Parse(unit, several: true)).ToList();

        Assert.Equal(5426, items.Count);
        Assert.Equal(28, items.SelectMany(item => item.Labels).Distinct().Count());
    }

    [SharedDataTheory]
    [InlineData("wnut17-dev.conll", 1009, 836)]
    [InlineData("wikigold.conll", 1696, 3558)]
    [InlineData("btc-h.conll", 2001, 3368)]
    public void Tagged_sentences(string file, int sentences, int entities)
    {
        var items = Read("entities/" + file).Select(TaggedText.Parse).OfType<TaggedText>().ToList();

        Assert.Equal((sentences, entities), (items.Count, items.Sum(item => item.Entities.Count)));
    }

    [SharedDataTheory]
    [InlineData("squad-1.1-dev.json.gz", 10570, 0)]
    [InlineData("squad-2.0-dev.json.gz", 11873, 5945)]
    public void Questions(string file, int expected, int unanswerable)
    {
        var questions = Read("qa/" + file).Select(AskedQuestion.Parse).ToList();

        Assert.Equal((expected, unanswerable), (questions.Count, questions.Count(question => question.Answers.Count == 0)));
    }

    [SharedDataFact]
    public void Pairs() => Assert.Equal((1500, 5.0), Read("pairs/sts-b-dev.tsv").Select(ScoredPair.Parse).ToList() is var pairs ? (pairs.Count, pairs.Max(pair => pair.Score)) : default);

    [SharedDataTheory]
    [InlineData("bbc-summaries.jsonl.gz", 1746)]
    [InlineData("scitldr-dev.jsonl.gz", 619)]
    public void Summaries(string file, int expected) => Assert.Equal(expected, Read("summaries/" + file).Select(SummarizedText.Parse).Count(item => item.References.Count > 0));

    private static IReadOnlyList<DataUnit> Read(string file) => DataFile.Read(Repository.SharedPath(file.Split('/')));
}
