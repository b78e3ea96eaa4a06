using ServerlessNlp.Tasks;
using ServerlessNlp.Summarization;

namespace ServerlessNlp.Tests.Tasks;

public sealed class StringIndexTests
{
    [Fact]
    public void Code_points_are_counted_as_a_reader_of_runes_counts_them()
    {
        var random = new Random(1);
        for (var round = 0; round < 500; round++)
        {
            var text = string.Concat(random.GetItems(["a", "é", "😀", "中", "𝒳", "\u0301"], random.Next(1, 40)));
            var index = new StringIndex(text, StringIndexType.UnicodeCodePoint);
            Assert.Equal(Count(text), index.Length);
            for (var i = 0; i < 20; i++)
            {
                var start = Boundary(text, random.Next(text.Length + 1));
                var end = Boundary(text, random.Next(start, text.Length + 1));

                Assert.Equal((Count(text[..start]), Count(text[start..end])), index.Convert(TextSpan.Between(start, end)));
            }
        }
    }

    [Fact]
    public void UTF_16_units_are_left_as_they_are()
    {
        var index = new StringIndex("😀 a", StringIndexType.Utf16CodeUnit);

        Assert.Equal(4, index.Length);
        Assert.Equal((3, 1), index.Convert(new TextSpan(3, 1)));
    }

    private static int Count(string text) => text.EnumerateRunes().Count();

    private static int Boundary(string text, int i) => i < text.Length && char.IsLowSurrogate(text[i]) ? i + 1 : i;
}
