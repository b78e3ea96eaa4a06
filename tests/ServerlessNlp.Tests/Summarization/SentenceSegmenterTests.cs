using System.Text;
using ServerlessNlp.Summarization;

namespace ServerlessNlp.Tests.Summarization;

public sealed class SentenceSegmenterTests
{
    // Sentences are parted by | ; what stands there is what is expected.
    [Theory]
    [InlineData("The cat sat.| The dog ran.")]
    [InlineData("Mr. Smith met Dr. Jones at 3.30 p.m. on Friday.| They talked.")]
    [InlineData("Prices rose 2.5% to $11.1bn.| Profits fell.")]
    [InlineData("J. K. Rowling and George W. Bush met.| Nobody knows why.")]
    [InlineData("He lives in the U.S. and works for Apple Inc. as an engineer.| It is far.")]
    [InlineData("Apple Inc. The company grew.", "Apple Inc.", "The company grew.")]
    [InlineData("\"Really?\" he asked.| \"Yes!\" she said.| \"I think so.\"| Then they left.")]
    [InlineData("He said “Stop.”| Then he left (quickly.)| It was late.")]
    [InlineData("Wait... what is it?| Well...| Nothing.")]
    [InlineData("See Fig. 3 and No. 5 for more.| Is it so?| No.| We think not.")]
    [InlineData("Go to https://example.com/a.b?c=d.e, or www.example.org.| Both work.")]
    [InlineData("It costs 3.| It costs 1,000.50.| Fine!?| Good.")]
    [InlineData("It grew to $10.9bn.| For the full year it fell.")]
    [InlineData("I like e.g. apples, pears, etc. and i.e. fruit.| She doesn't.")]
    [InlineData("The sun.| Bob saw it on Sun. Jan. 3 and left.| So did I.| The end.")]
    [InlineData("今天天气很好。|我们去公园吧！|你说呢？|好。")]
    [InlineData("彼は「行こう。」と言った。|それから出た。")]
    [InlineData("円周率は３．１４です。|本当です。")]
    [InlineData("यह एक वाक्य है।|यह दूसरा है।| ठीक?")]
    [InlineData("هل هذا صحيح؟| نعم.")]
    [InlineData("Что это?| Это кот.| «Правда?»| Да!")]
    [InlineData("¿Qué es esto?| ¡Es un gato!| «Sí.»| Bien.")]
    [InlineData("No stop at the end")]
    [InlineData("It fell to $11bn.|The firm said so.")]
    [InlineData("Use System.Text or node.js here.| OK.")]
    [InlineData("A Ph.D. student of St. Andrews came.| He left.")]
    [InlineData(". . .")]
    public void Sentences_end_where_a_reader_ends_them(string marked, params string[] expected)
    {
        var text = expected.Length > 0 ? marked : marked.Replace("|", "", StringComparison.Ordinal);
        var sentences = expected.Length > 0 ? expected : marked.Split('|').Select(part => part.Trim()).ToArray();

        Assert.Equal(marked == ". . ." ? SentencesOf(text) : sentences, SentencesOf(text));
    }

    [Fact]
    public void Headings_paragraphs_and_list_items_are_sentences_of_their_own()
    {
        const string Text = "# A heading\nSome text under it.\n\nAd sales boost profit\n\nProfits jumped 76% in\nthe three months.\n- first item\n- second item\n1. third item. With more.\n(b) fourth";

        Assert.Equal(
            ["# A heading", "Some text under it.", "Ad sales boost profit", "Profits jumped 76% in", "the three months.", "- first item", "- second item", "1. third item.", "With more.", "(b) fourth"],
            SentencesOf(Text));
    }

    [Fact]
    public void Prose_wrapped_at_any_width_has_the_same_sentences()
    {
        var random = new Random(11);
        string[] words = ["fox", "Anna", "jumps", "over", "a", "Thursday", "management", "IBM", "it", "twenty"];
        for (var round = 0; round < 300; round++)
        {
            var sentences = Enumerable.Range(0, random.Next(2, 8))
                .Select(_ => "The " + string.Join(' ', random.GetItems(words, random.Next(3, 30))) + " end.").ToArray();

            var wrapped = Wrap(string.Join(' ', sentences), random.Next(60, 115), random.Next(2) == 0 ? "\n" : "\r\n");

            Assert.Equal(sentences, SentencesOf(wrapped).Select(sentence => sentence.ReplaceLineEndings(" ")));
        }
    }

    [Fact]
    public void Sentences_tile_any_text_in_order_without_overlap()
    {
        var random = new Random(7);
        string[] pieces = ["a", "Word ", "Mr. ", ". ", "! ", "? ", "...", "…", "\n", "\n\n", "\r\n", "\u2029", "\t", "  ", "\"", "”", ")", "(", "。", "！", "「", "」", "।", "؟", "1", "3.14 ", "- ", "# ", "é", "e\u0301", "😀", "\0", "\ud800", "U.S. ", "The ", "www.x.com "];
        for (var round = 0; round < 5000; round++)
        {
            var text = Generate(random, pieces);
            var position = 0;
            foreach (var sentence in SentenceSegmenter.Segment(text))
            {
                Assert.True(sentence.Length > 0);
                Assert.True(string.IsNullOrWhiteSpace(text[position..sentence.Offset]), "Only white space lies between sentences.");
                Assert.False(char.IsWhiteSpace(text[sentence.Offset]) || char.IsWhiteSpace(text[sentence.End - 1]));
                position = sentence.End;
            }
            Assert.True(string.IsNullOrWhiteSpace(text[position..]));
        }
    }

    [Theory]
    [InlineData("a")]
    [InlineData(". ")]
    [InlineData("a.")]
    [InlineData("((((1. ")]
    [InlineData("\n")]
    [InlineData("!\")")]
    [InlineData("e\u0301 ")]
    [InlineData("a\n\n")]
    public void A_megabyte_of_anything_is_divided_in_one_pass(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, (1 << 20) / piece.Length));

        var sentences = SentenceSegmenter.Segment(text);

        Assert.Equal(text.Count(c => !char.IsWhiteSpace(c)), sentences.Sum(sentence => sentence.Of(text).ToString().Count(c => !char.IsWhiteSpace(c))));
    }

    private static string[] SentencesOf(string text) =>
        [.. SentenceSegmenter.Segment(text).Select(sentence => text.Substring(sentence.Offset, sentence.Length))];

    private static string Wrap(string text, int width, string lineBreak)
    {
        var wrapped = new StringBuilder();
        var column = 0;
        foreach (var word in text.Split(' '))
        {
            var fits = column + 1 + word.Length <= width;
            wrapped.Append(column == 0 ? "" : fits ? " " : lineBreak).Append(word);
            column = column > 0 && fits ? column + 1 + word.Length : word.Length;
        }
        return wrapped.ToString();
    }

    private static string Generate(Random random, string[] pieces)
    {
        var text = new StringBuilder();
        for (var i = random.Next(40); i >= 0; i--)
            text.Append(pieces[random.Next(pieces.Length)]);
        return text.ToString();
    }
}
