using System.Text;
using ServerlessNlp.Tokenization.Normalization;
using ServerlessNlp.Tokenization.Regex;

namespace ServerlessNlp.Tokenization.PreTokenization;

/// <summary>GPT-2's pre-tokeniser: words with the space before them, written in an alphabet of bytes.</summary>
internal sealed class ByteLevel(bool addPrefixSpace, bool useRegex) : PreTokenizer
{
    private static readonly PatternSegmenter Words = new(RegexReader.Gpt2, invert: false);
    private static readonly SpacePrefixer Prefixer = new();
    private static readonly ByteWriter Bytes = new();

    public bool AddPrefixSpace => addPrefixSpace;

    public bool UseRegex => useRegex;

    public override void Apply(SplitText text)
    {
        if (addPrefixSpace)
            text.Rewrite(Prefixer);
        if (useRegex)
            text.Divide(Words, SplitBehavior.Isolated);
        text.Rewrite(Bytes);
    }

    private sealed class SpacePrefixer : SplitRewriter
    {
        public override void Rewrite(ReadOnlySpan<Aligned> piece, SplitText target)
        {
            if (piece[0].CodePoint != ' ')
                target.Write(piece[0] with { CodePoint = ' ' });
            foreach (var item in piece)
                target.Write(item);
        }
    }

    private sealed class ByteWriter : SplitRewriter
    {
        public override void Rewrite(ReadOnlySpan<Aligned> piece, SplitText target)
        {
            Span<byte> bytes = stackalloc byte[4];
            foreach (var item in piece)
            {
                var count = new Rune(item.CodePoint).EncodeToUtf8(bytes);
                foreach (var value in bytes[..count])
                    target.Write(item with { CodePoint = ByteLevelAlphabet.CodePointOf(value) });
            }
        }
    }
}
