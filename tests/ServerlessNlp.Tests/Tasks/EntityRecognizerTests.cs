using ServerlessNlp.Models;
using ServerlessNlp.Tasks.Entities;

namespace ServerlessNlp.Tests.Tasks;

public sealed class EntityRecognizerTests
{
    [Fact]
    public void Names_are_found_with_their_place_in_the_original_text()
    {
        using var model = TinyModels.Entities();
        const string Text = "😀 ÀNNA   Smith lives in Paris.";

        var entities = model.Ask<EntitiesAnswer>("entities", Text).Entities;

        Assert.Equal([("ÀNNA   Smith", "PER"), ("Paris", "LOC")], entities.Select(entity => (entity.Text, entity.Label)));
        Assert.All(entities, entity => Assert.Equal(entity.Text, Text.Substring(entity.Offset, entity.Length)));
        Assert.All(entities, entity => Assert.InRange(entity.Score, 0.9, 1));
    }

    [Fact]
    public void Offsets_are_code_points_where_those_are_asked_for()
    {
        using var model = TinyModels.Entities();

        var entity = Assert.Single(model.Ask<EntitiesAnswer>("entities", "😀😀 anna 😀", """{"stringIndexType":"UnicodeCodePoint"}""").Entities);

        Assert.Equal((3, 4), (entity.Offset, entity.Length));
    }

    [Fact]
    public void A_name_that_begins_parts_from_the_one_before_it()
    {
        using var model = TinyModels.Entities();

        Assert.Equal(["anna", "Anna smith", "anna"], model.Ask<EntitiesAnswer>("entities", "anna Anna smith anna").Entities.Select(entity => entity.Text));
    }

    [Theory]
    [InlineData("O,S-PER,E-PER,B-LOC,I-LOC", "anna anna smith paris anna", "anna PER,anna PER,smith PER,paris LOC,anna PER")]
    [InlineData("O,B-PER,E-PER,S-LOC,I-LOC", "anna smith smith paris paris", "anna smith PER,smith PER,paris LOC,paris LOC")]
    [InlineData("O,B-PER,L-PER,U-LOC,I-LOC", "anna smith anna smith paris paris", "anna smith PER,anna smith PER,paris LOC,paris LOC")]
    [InlineData("O,B_PER,I_PER,B_LOC,I_LOC", "anna smith anna paris", "anna smith PER,anna PER,paris LOC")]
    [InlineData("O,PER,ORG,LOC,MISC", "anna anna smith film paris", "anna anna PER,smith ORG,paris LOC")]
    public void Tags_of_every_scheme_are_read(string labels, string text, string expected)
    {
        using var model = TinyModels.Entities(labels: labels.Split(','));
        Assert.Equal(expected.Split(','), model.Ask<EntitiesAnswer>("entities", text).Entities.Select(entity => $"{entity.Text} {entity.Label}"));
    }

    [Theory]
    [InlineData("O,B-PER,I-PER,LOC,ORG")]
    [InlineData("O,PER-B,PER-I,LOC-B,LOC-I")]
    public void Labels_of_no_scheme_are_refused(string labels) =>
        Assert.Contains("labels", Assert.Throws<ModelPackageException>(() => TinyModels.Entities(labels: labels.Split(','))).Message);

    [Fact]
    public void A_word_of_several_tokens_is_one_with_the_tag_of_its_first()
    {
        using var model = TinyModels.Entities();

        Assert.Equal("paris", Assert.Single(model.Ask<EntitiesAnswer>("entities", "in paris film").Entities).Text);
        Assert.Equal("annas", Assert.Single(model.Ask<EntitiesAnswer>("entities", "the annas film").Entities).Text);
    }

    [Theory]
    [InlineData("[SEP]")]
    [InlineData("[CLS]")]
    [InlineData("[MASK]")]
    [InlineData("[UNK]")]
    [InlineData("[PAD]")]
    public void A_special_token_that_is_written_in_the_text_is_no_name_and_part_of_none(string token)
    {
        // This model takes every special token for a person.
        using var model = TinyModels.Entities(special: true);

        Assert.Equal(["anna", "smith"], model.Ask<EntitiesAnswer>("entities", $"{token} anna {token} smith{token} the").Entities.Select(entity => entity.Text));
    }

    [Fact]
    public void A_name_that_the_vocabulary_does_not_know_is_one()
    {
        using var model = TinyModels.Entities(special: true);

        Assert.Equal("Žižek", Assert.Single(model.Ask<EntitiesAnswer>("entities", "the Žižek film").Entities).Text);
    }

    [Fact]
    public void Only_what_reaches_the_threshold_is_given()
    {
        using var model = TinyModels.Entities();

        Assert.Empty(model.Ask<EntitiesAnswer>("entities", "anna", """{"threshold":0.9999}""").Entities);
    }

    [Theory]
    [InlineData(8)]
    [InlineData(16)]
    [InlineData(31)]
    public void Names_in_a_long_document_are_found_once_wherever_windows_end(int maxLength)
    {
        using var model = TinyModels.Entities(maxLength);
        for (var fill = 0; fill < 40; fill++)
        {
            var text = string.Concat(Enumerable.Repeat("film ", fill)) + "Anna Smith lives in " + string.Concat(Enumerable.Repeat("the ", 25)) + "Paris and annas";

            var answer = model.Ask<EntitiesAnswer>("entities", text);

            Assert.Equal(["Anna Smith", "Paris", "annas"], answer.Entities.Select(entity => entity.Text));
            Assert.Equal(text.IndexOf("Anna", StringComparison.Ordinal), answer.Entities[0].Offset);
        }
    }
}
