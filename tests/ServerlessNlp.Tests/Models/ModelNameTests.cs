using ServerlessNlp.Models;

namespace ServerlessNlp.Tests.Models;

public sealed class ModelNameTests
{
    [Theory]
    [InlineData("sentiment", true)]
    [InlineData("0", true)]
    [InlineData("a.b_c-d", true)]
    [InlineData("", false)]
    [InlineData("A", false)]
    [InlineData(".a", false)]
    [InlineData("-a", false)]
    [InlineData("a..b", false)]
    [InlineData("a/b", false)]
    [InlineData("..", false)]
    [InlineData("a%2fb", false)]
    [InlineData("ä", false)]
    [InlineData("a b", false)]
    [InlineData("a\0", false)]
    [InlineData("a\n", false)]
    public void A_name_is_safe_as_a_blob_a_file_and_a_part_of_a_URL(string name, bool valid) => Assert.Equal(valid, ModelName.IsValid(name));

    [Fact]
    public void A_name_has_at_most_64_characters()
    {
        Assert.True(ModelName.IsValid(new string('a', 64)));
        Assert.False(ModelName.IsValid(new string('a', 65)));
    }

    [Theory]
    [InlineData("sentiment", "sentiment", null)]
    [InlineData("sentiment@2", "sentiment", "2")]
    public void A_reference_names_a_model_and_perhaps_its_version(string text, string name, string? version)
    {
        Assert.True(ModelReference.TryParse(text, out var reference));
        Assert.Equal(new ModelReference(name, version), reference);
        Assert.Equal(text, reference.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("@1")]
    [InlineData("a@")]
    [InlineData("a@b@c")]
    [InlineData("../a")]
    [InlineData("a@../b")]
    public void A_reference_that_breaks_the_grammar_is_refused(string? text) => Assert.False(ModelReference.TryParse(text, out _));
}
