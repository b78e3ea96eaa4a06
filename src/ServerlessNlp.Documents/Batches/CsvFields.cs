using System.Text;

namespace ServerlessNlp.Documents.Batches;

/// <summary>
/// Divides the lines of a record into fields (RFC 4180). A quotation mark within a field stands for itself, and so does one within
/// quotation marks that no separator follows.
/// </summary>
internal sealed class CsvFields(char? separator)
{
    private readonly List<string> _fields = [];
    private readonly StringBuilder _field = new();
    private State _state;

    private enum State
    {
        Start,
        Unquoted,
        Quoted,
        AfterQuotes,
    }

    /// <summary>The fields that are complete.</summary>
    public IReadOnlyList<string> Fields => _fields;

    /// <summary>The characters of the field that is not complete.</summary>
    public int Pending => _field.Length;

    /// <summary>Whether a mark within quotation marks stands for itself although it is not doubled.</summary>
    public bool HasStrayQuote { get; private set; }

    /// <summary>Reads a line.</summary>
    /// <returns>Whether it ends the record; if not, a field in quotation marks goes on.</returns>
    public bool Read(TextLine line)
    {
        for (var i = 0; i < line.Text.Length; i++)
            i += Read(line.Text, i);
        if (_state == State.Quoted)
        {
            _field.Append(line.End);
            return false;
        }
        End();
        return true;
    }

    // Reads a character; the result is how many more were read.
    private int Read(string line, int at)
    {
        var character = line[at];
        if (_state == State.Quoted)
            return ReadQuoted(line, at);
        if (character == separator)
            End();
        else if (character == '"' && _state == State.Start && string.IsNullOrWhiteSpace(_field.ToString()))
        {
            _field.Clear();
            _state = State.Quoted;
        }
        else if (_state != State.AfterQuotes)
        {
            _field.Append(character);
            _state = character == ' ' && _state == State.Start ? State.Start : State.Unquoted;
        }
        return 0;
    }

    private int ReadQuoted(string line, int at)
    {
        if (line[at] != '"')
        {
            _field.Append(line[at]);
            return 0;
        }
        if (at + 1 < line.Length && line[at + 1] == '"')
        {
            _field.Append('"');
            return 1;
        }
        var next = at + 1;
        while (next < line.Length && line[next] == ' ')
            next++;
        if (next == line.Length || line[next] == separator)
            _state = State.AfterQuotes;
        else
        {
            _field.Append('"');
            HasStrayQuote = true;
        }
        return 0;
    }

    private void End()
    {
        _fields.Add(_field.ToString());
        _field.Clear();
        _state = State.Start;
    }
}
