using System.Text.Json;
using ServerlessNlp.Cli.Output;

namespace ServerlessNlp.Cli.Tests.Output;

public sealed class StoredResultTextTests
{
    [Theory]
    [InlineData("""{"labels":[{"label":"spam","score":0.98}]}""", "  task: spam 0.980")]
    [InlineData("""{"labels":[{"label":"spam","score":0.51},{"label":"ham","score":0.49}],"abstained":true}""", "  task: (not sure: spam 0.510, ham 0.490)")]
    [InlineData("""{"labels":[],"abstained":true}""", "  task: (not sure)")]
    [InlineData("""{"labels":[{"label":"spam","score":0.98}],"abstained":false}""", "  task: spam 0.980")]
    [InlineData("""{"answers":[]}""", "  task: (no answer)")]
    [InlineData("""{"answers":[{"text":"in\n May","score":0.5}]}""", "  task: 0.500 in May")]
    public void A_result_is_told_as_sure_as_it_is(string result, string text) =>
        Assert.Equal(text, StoredResultText.ForPeople("task", JsonElement.Parse(result)));
}
