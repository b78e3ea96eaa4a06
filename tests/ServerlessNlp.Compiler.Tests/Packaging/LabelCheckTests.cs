namespace ServerlessNlp.Compiler.Tests.Packaging;

public sealed class LabelCheckTests : IDisposable
{
    private CheckpointCopy _copy = new("bert-sequence");

    [Theory]
    [InlineData("regression", "regression with 3 outputs")]
    [InlineData("ordinal", "problem_type")]
    public void Outputs_that_would_be_taken_for_scores_are_refused(string problem, string reason)
    {
        _copy.Replace("config.json", "multi_label_classification", problem);
        Assert.Contains(reason, Assert.Throws<CompilerException>(() => _copy.Compile()).Message);
    }

    [Theory]
    [InlineData("B-A", "O", "several labels")]
    [InlineData("B-A", " ", "without a name")]
    public void Labels_that_cannot_be_told_apart_are_refused(string label, string name, string reason)
    {
        _copy.Replace("config.json", $"\"{label}\"", $"\"{name}\"");
        Assert.Contains(reason, Assert.Throws<CompilerException>(() => _copy.Compile()).Message);
    }

    [Theory]
    [InlineData("A-B", "A-I", "behind")]
    [InlineData("B-A", "B", "before the kind")]
    public void Tags_of_no_scheme_are_refused(string first, string second, string reason) => AssertRefusedTags(("B-A", first), ("I-A", second), reason);

    [Fact]
    public void A_tagger_of_every_word_is_refused()
    {
        AssertRefusedTags(("\"O\"", "\"NOUN\""), ("B-A", "VERB"), "no O", ("I-A", "ADJ"));
    }

    [Theory]
    [InlineData("S-A", "E-A")]
    [InlineData("A", "B")]
    [InlineData("U-A", "L-A")]
    public void Tags_of_known_schemes_are_taken_as_they_are(string first, string second)
    {
        Use("bert-token-legacy");
        _copy.Replace("config.json", "\"B-A\"", $"\"{first}\"");
        _copy.Replace("config.json", "\"I-A\"", $"\"{second}\"");
        _copy.WriteVocabulary();
        Assert.Equal(["O", first, second], _copy.Compile(tensorsOnly: false).Labels);
    }

    public void Dispose() => _copy.Dispose();

    private void AssertRefusedTags((string Old, string New) one, (string Old, string New) two, string reason, params (string Old, string New)[] more)
    {
        Use("bert-token-legacy");
        foreach (var (old, replacement) in more.Prepend(two).Prepend(one).Where(pair => pair.Old != pair.New))
            _copy.Replace("config.json", old, replacement);
        _copy.WriteVocabulary();
        Assert.Contains(reason, Assert.Throws<CompilerException>(() => _copy.Compile(tensorsOnly: false)).Message);
    }

    private void Use(string name)
    {
        _copy.Dispose();
        _copy = new CheckpointCopy(name);
    }
}
