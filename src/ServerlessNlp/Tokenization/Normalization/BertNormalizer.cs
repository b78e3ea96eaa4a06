using ServerlessNlp.Tokenization.Unicode;

namespace ServerlessNlp.Tokenization.Normalization;

/// <summary>BERT's cleaning: control characters, white space, spaces around Chinese, accents, case.</summary>
internal sealed class BertNormalizer(bool cleanText, bool handleChinese, bool stripAccents, bool lowercase) : Normalizer
{
    private static readonly UnicodeForm Decomposition = new(compatible: false, compose: false);
    private static readonly Lowercase Lowercase = new();

    public bool CleanText => cleanText;

    public bool HandleChinese => handleChinese;

    public bool StripAccents => stripAccents;

    public bool LowercaseText => lowercase;

    public override void Apply(AlignedText text)
    {
        if (cleanText)
            Clean(text);
        if (handleChinese)
            SpaceChinese(text);
        if (stripAccents)
        {
            Decomposition.Apply(text);
            text.Filter(CodePointProperties.NonspacingMark);
        }
        if (lowercase)
            Lowercase.Apply(text);
    }

    private static void Clean(AlignedText text)
    {
        text.Filter(CodePointProperties.BertRemoved);
        var span = text.Span;
        for (var i = 0; i < span.Length; i++)
        {
            if (UnicodeData.Has(span[i].CodePoint, CodePointProperties.WhiteSpace))
                text.Replace(i, ' ');
        }
    }

    private static void SpaceChinese(AlignedText text)
    {
        text.Begin();
        foreach (var item in text.Span)
        {
            if (!UnicodeData.Has(item.CodePoint, CodePointProperties.BertChinese))
            {
                text.Append(item);
                continue;
            }
            text.Append(item with { CodePoint = ' ' });
            text.Append(item);
            text.Append(item with { CodePoint = ' ' });
        }
        text.Commit();
    }
}
