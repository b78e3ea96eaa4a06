using ServerlessNlp.Tokenization.Unicode;

namespace ServerlessNlp.Tokenization.Normalization;

/// <summary>NFD, NFKD, NFC and NFKC by the old tables of Hugging Face, ranges counted as they count them.</summary>
internal sealed class UnicodeForm(bool compatible, bool compose) : Normalizer
{
    private const int LongestDecomposition = 18;

    public bool Compatible => compatible;

    public bool Composes => compose;

    public override void Apply(AlignedText text)
    {
        if (IsAscii(text.Span))
            return;
        var decomposed = text.Decomposition;
        Decompose(text.Span, decomposed);
        text.Begin();
        if (compose)
            Recompose(decomposed, text);
        else
            foreach (var item in decomposed.Items)
                text.Append(item.CodePoint, item.Change);
        text.Commit();
    }

    private static bool IsAscii(ReadOnlySpan<Aligned> text)
    {
        foreach (var item in text)
        {
            if (item.CodePoint > 0x7F)
                return false;
        }
        return true;
    }

    /// <summary>The full decomposition in canonical order; the second and later parts of a code point have change 1.</summary>
    private void Decompose(ReadOnlySpan<Aligned> text, Decomposition decomposed)
    {
        Span<int> parts = stackalloc int[LongestDecomposition];
        decomposed.Clear();
        foreach (var item in text)
        {
            var count = UnicodeData.Decompose(item.CodePoint, compatible, parts);
            for (var i = 0; i < count; i++)
                decomposed.Add(parts[i], i == 0 ? 0 : 1);
        }
        decomposed.Finish();
    }

    /// <summary>Canonical composition. What is composed takes the place of its parts, the marks between stay behind it.</summary>
    private static void Recompose(Decomposition decomposed, AlignedText text)
    {
        var items = decomposed.Items;
        var composee = -1;
        var pendingFrom = 0; // marks that were not composed, kept in place between pendingFrom and pendingTo
        var pendingTo = 0;
        var lastClass = 0;
        for (var i = 0; i < items.Length; i++)
        {
            var (codePoint, change, combiningClass) = items[i];
            if (composee < 0)
            {
                if (combiningClass != 0)
                    text.Append(codePoint, change);
                else
                    (composee, pendingFrom, pendingTo) = (i, i + 1, i + 1);
                continue;
            }
            var blocked = lastClass != 0 && lastClass >= combiningClass;
            var composed = blocked ? -1 : UnicodeData.Compose(items[composee].CodePoint, codePoint);
            if (composed >= 0)
            {
                items[composee] = items[composee] with { CodePoint = composed, Change = items[composee].Change + change - 1 };
            }
            else if (combiningClass != 0)
            {
                items[pendingTo++] = items[i];
                lastClass = combiningClass;
            }
            else
            {
                Flush(items, composee, pendingFrom, pendingTo, text);
                (composee, pendingFrom, pendingTo, lastClass) = (i, i + 1, i + 1, 0);
            }
        }
        if (composee >= 0)
            Flush(items, composee, pendingFrom, pendingTo, text);
    }

    private static void Flush(ReadOnlySpan<Decomposition.Item> items, int composee, int pendingFrom, int pendingTo, AlignedText text)
    {
        text.Append(items[composee].CodePoint, items[composee].Change);
        foreach (var item in items[pendingFrom..pendingTo])
            text.Append(item.CodePoint, item.Change);
    }
}
