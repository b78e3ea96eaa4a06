using System.Text;

namespace ServerlessNlp.Tokenization.Normalization;

/// <summary>Code points and the changes they mean (see <see cref="AlignedText.Append(int, int)"/>), to be applied later.</summary>
internal sealed class ChangeList
{
    private (int CodePoint, int Change)[] _items = new (int, int)[64];
    private int _length;

    public ReadOnlySpan<(int CodePoint, int Change)> Items => _items.AsSpan(0, _length);

    /// <summary>Whether something was dropped at the very start, where there is nothing to hang the change on.</summary>
    public bool IsMisplaced { get; private set; }

    public void Clear()
    {
        _length = 0;
        IsMisplaced = false;
    }

    public void Add(int codePoint, int change)
    {
        if (_length == _items.Length)
            Array.Resize(ref _items, _length * 2);
        _items[_length++] = (codePoint, change);
    }

    /// <summary>Some code points give way to others, in UTF-8: the last of too many are insertions, what is missing is dropped after the last.</summary>
    public void Replace(int count, ReadOnlySpan<byte> replacement)
    {
        var before = _length;
        while (!replacement.IsEmpty)
        {
            Rune.DecodeFromUtf8(replacement, out var rune, out var bytes);
            Add(rune.Value, 0);
            replacement = replacement[bytes..];
        }
        var difference = _length - before - count;
        for (var i = 0; i < difference; i++)
            _items[_length - 1 - i].Change = 1;
        // Hugging Face misplaces all that follows what is dropped at the very start, and so do we.
        if (difference < 0 && _length > 0)
            _items[_length - 1].Change += difference;
        else
            IsMisplaced |= difference < 0;
    }
}
