using System.Net;
using System.Text;

namespace ServerlessNlp.Documents.Formats.Markdown;

/// <summary>HTML that characters can be taken out of again.</summary>
internal sealed class HtmlBuffer(int capacity)
{
    /// <summary>Stands for what was taken out: no text has this character.</summary>
    public const char Removed = '\uFFFF';

    private char[] _characters = new char[Math.Max(16, capacity)];

    public int Length { get; private set; }

    public void Append(ReadOnlySpan<char> html)
    {
        if (Length + html.Length > _characters.Length)
            Array.Resize(ref _characters, Math.Max(Length + html.Length, 2 * _characters.Length));
        html.CopyTo(_characters.AsSpan(Length));
        Length += html.Length;
    }

    public void AppendText(ReadOnlySpan<char> text)
    {
        if (text.ContainsAny('<', '&'))
            Append(WebUtility.HtmlEncode(text.ToString()));
        else
            Append(text);
    }

    public void Remove(int start, int length) => _characters.AsSpan(start, length).Fill(Removed);

    /// <summary>Writes what was not taken out.</summary>
    public void CopyTo(StringBuilder html)
    {
        for (var rest = _characters.AsSpan(0, Length); !rest.IsEmpty;)
        {
            var end = rest.IndexOf(Removed);
            html.Append(end < 0 ? rest : rest[..end]);
            rest = end < 0 ? [] : rest[(end + 1)..];
        }
    }
}
