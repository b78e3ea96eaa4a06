using System.Buffers;

namespace ServerlessNlp.Tokenization;

public sealed partial class Tokenizer
{
    /// <summary>The text that tokens stand for, as Hugging Face's decoder of the file gives it. Ids that are none are passed over.</summary>
    /// <param name="ids">Token ids.</param>
    /// <param name="skipSpecialTokens">Leaves special tokens out.</param>
    public string Decode(IEnumerable<int> ids, bool skipSpecialTokens)
    {
        ArgumentNullException.ThrowIfNull(ids);
        var tokens = ids.Select(IdToToken).OfType<string>().Where(token => !skipSpecialTokens || _parts.Added.Find(token) is not { Special: true }).ToList();
        if (_parts.Decoder is null)
            return string.Join(' ', tokens);
        _parts.Decoder.Apply(tokens);
        return string.Concat(tokens);
    }

    /// <summary>The text that tokens stand for, special tokens included. Ids that are none are passed over.</summary>
    public override string Decode(IEnumerable<int> ids) => Decode(ids, skipSpecialTokens: false);

    /// <summary>The text that tokens stand for, as much of it as has room: that of the most ids whose text is a beginning of the whole.</summary>
    /// <param name="ids">Token ids.</param>
    /// <param name="destination">Where the text goes.</param>
    /// <param name="idsConsumed">The ids whose text was written.</param>
    /// <param name="charsWritten">The UTF-16 units written.</param>
    /// <returns>Done, or that there was not room for all.</returns>
    public override OperationStatus Decode(IEnumerable<int> ids, Span<char> destination, out int idsConsumed, out int charsWritten)
    {
        int[] all = [.. ids];
        var whole = Decode(all);
        var (text, fits) = (whole, all.Length);
        if (whole.Length > destination.Length)
        {
            // What is left when a character's bytes are cut apart is not how the whole begins: such a place is passed over.
            fits = LongestThatFits(all, destination.Length);
            while (!whole.StartsWith(text = Decode(all[..fits]), StringComparison.Ordinal) || text.Length > destination.Length)
                fits--;
        }
        text.CopyTo(destination);
        (idsConsumed, charsWritten) = (fits, text.Length);
        return fits == all.Length ? OperationStatus.Done : OperationStatus.DestinationTooSmall;
    }

    private int LongestThatFits(int[] ids, int length)
    {
        var (fits, tooMany) = (0, ids.Length);
        while (tooMany - fits > 1)
        {
            var middle = (fits + tooMany) / 2;
            if (Decode(ids[..middle]).Length <= length)
                fits = middle;
            else
                tooMany = middle;
        }
        return fits;
    }
}
