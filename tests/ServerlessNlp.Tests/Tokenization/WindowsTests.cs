using ServerlessNlp.Tests.Tokenization.Kinds;
using ServerlessNlp.Tests.Tokenization.Oracle;
using ServerlessNlp.Tokenization;

namespace ServerlessNlp.Tests.Tokenization;

public sealed class WindowsTests
{
    private static readonly Tokenizer Bert = Tokenizer.FromJson(TokenizerKinds.All["BERT uncased"]());
    private static readonly Tokenizer Albert = Tokenizer.FromJson(TokenizerKinds.All["ALBERT of the converter"]());

    [Theory]
    [InlineData(12, 0)]
    [InlineData(12, 3)]
    [InlineData(30, 20)]
    public void Windows_together_have_every_token_and_cover_every_character(int maxLength, int stride)
    {
        foreach (var tokenizer in new[] { Bert, Albert })
        {
            foreach (var seed in Enumerable.Range(0, 60))
            {
                var text = new TextGenerator(seed).Next();
                var whole = tokenizer.Encode(text, addSpecialTokens: false);
                var windows = tokenizer.EncodeWindows(text, null, maxLength, stride);
                var (covered, ids) = (0, new List<int>());
                foreach (var window in windows)
                {
                    Assert.InRange(window.Length, 2, maxLength);
                    Assert.True(window.Covered.Start <= covered, "A character lies between two windows.");
                    covered = Math.Max(covered, window.Covered.End);
                    var inner = window.Ids[1..^1].ToArray();
                    ids.AddRange(ids.Count == 0 ? inner : inner.Skip(stride));
                }
                Assert.Equal(text.Length, covered);
                Assert.Equal(whole.Ids.ToArray(), ids);
            }
        }
    }

    [Fact]
    public void A_question_stands_whole_in_every_window_of_its_context()
    {
        const string question = "Who are born free?";
        var context = string.Join(' ', Corpus.Sentences);
        var asked = Bert.Encode(question, addSpecialTokens: false).Ids.ToArray();
        var windows = Bert.EncodeWindows(question, context, 60, 20, WindowedSide.Pair);
        Assert.True(windows.Count > 3);
        Assert.Equal(context.Length, windows[^1].Covered.End);
        Assert.All(windows, window =>
        {
            Assert.Equal(asked, window.Ids[1..(1 + asked.Length)].ToArray());
            Assert.Equal(1, window.SequenceIds[asked.Length + 2]);
            Assert.Equal(1, window.TypeIds[asked.Length + 2]);
        });
    }

    [Fact]
    public void A_stride_that_leaves_no_room_is_an_error_that_says_so()
    {
        var error = Assert.Throws<ArgumentException>(() => Bert.EncodeWindows("a b c", null, 10, 8));
        Assert.Contains("8 tokens", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_text_is_one_window()
    {
        var window = Assert.Single(Bert.EncodeWindows("", null, 10, 2));
        Assert.Equal(2, window.Length);
    }
}
