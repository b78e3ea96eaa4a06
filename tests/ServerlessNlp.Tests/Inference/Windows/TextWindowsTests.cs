using ServerlessNlp.Inference.Windows;
using ServerlessNlp.Tests.Tasks;
using ServerlessNlp.Tokenization;

namespace ServerlessNlp.Tests.Inference.Windows;

public sealed class TextWindowsTests
{
    private static readonly string[] Words = ["good", "Films", "a", "the", "paris", "?", "unknown", "badly", "  ", "\n", "😀"];

    [Fact]
    public void Each_token_is_owned_by_exactly_one_window_and_each_window_fits()
    {
        var random = new Random(8);
        foreach (var maxLength in new[] { 8, 13, 16, 64 })
        {
            using var model = TinyModels.Entities(maxLength);
            for (var round = 0; round < 50; round++)
            {
                var text = string.Join(' ', random.GetItems(Words, random.Next(1, 120)));
                var whole = model.Tokenizer.Encode(text, addSpecialTokens: false);

                var windows = TextWindows.Create(model, text, null, WindowedSide.Text)!;

                Assert.All(windows, window => Assert.InRange(window.Encoding.Length, 2, maxLength));
                Assert.Equal(Tokens(whole, 0..whole.Length), windows.SelectMany(window => Tokens(window.Encoding, window.Owned)));
            }
        }
    }

    [Fact]
    public void Every_character_of_a_long_text_lies_in_a_window()
    {
        using var model = TinyModels.Entities();
        var text = string.Concat(Enumerable.Repeat("good films in \t paris 😀 ", 40));

        var covered = new bool[text.Length];
        foreach (var window in TextWindows.Create(model, text, null, WindowedSide.Text)!)
            covered.AsSpan(window.Encoding.Covered.Start, window.Encoding.Covered.End - window.Encoding.Covered.Start).Fill(true);

        Assert.All(covered, Assert.True);
    }

    [Fact]
    public void A_token_away_from_the_ends_of_the_text_has_others_around_it()
    {
        using var model = TinyModels.Entities(64);
        var text = string.Join(' ', Enumerable.Repeat("film", 500));

        foreach (var window in TextWindows.Create(model, text, null, WindowedSide.Text)!)
        {
            var before = window.Owned.Start.Value - window.First;
            Assert.True(before >= 8 || window.Encoding.Offsets[window.First].Start == 0);
        }
    }

    [Fact]
    public void A_pair_stands_whole_in_each_window()
    {
        using var model = TinyModels.Answerer(maxLength: 20);

        var windows = TextWindows.Create(model, "where in paris?", string.Concat(Enumerable.Repeat("film ", 60)), WindowedSide.Pair)!;

        Assert.True(windows.Count > 3);
        Assert.All(windows, window => Assert.Equal(4, window.Encoding.SequenceIds.Count((sbyte)0)));
    }

    [Fact]
    public void A_pair_that_leaves_less_than_a_quarter_is_refused()
    {
        using var model = TinyModels.Answerer(maxLength: 20);

        Assert.NotNull(TextWindows.Create(model, string.Concat(Enumerable.Repeat("where ", 12)), "film", WindowedSide.Pair));
        Assert.Null(TextWindows.Create(model, string.Concat(Enumerable.Repeat("where ", 13)), "film", WindowedSide.Pair));
    }

    private static IEnumerable<(int Id, int Start, int End)> Tokens(Encoding encoding, Range range)
    {
        var tokens = new List<(int, int, int)>();
        for (var i = range.Start.Value; i < range.End.Value; i++)
            tokens.Add((encoding.Ids[i], encoding.Offsets[i].Start, encoding.Offsets[i].End));
        return tokens;
    }
}
