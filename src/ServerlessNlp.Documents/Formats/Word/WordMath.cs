using System.Xml;

namespace ServerlessNlp.Documents.Formats.Word;

/// <summary>
/// Formulas (ECMA-376, part 1, section 22.1) in one line, as Word itself writes them into plain text (Unicode Technical Note 28):
/// <c>a/b</c>, <c>x^2</c>, <c>√x</c>, <c>(a+b)</c>. A sign waits until something follows it.
/// </summary>
internal sealed class WordMath
{
    private readonly Stack<string> _closing = new();
    private string _waiting = "";

    /// <summary>What is to be written before the next text.</summary>
    public string TakeWaiting()
    {
        var waiting = _waiting;
        _waiting = "";
        return waiting;
    }

    public void Start(XmlReader reader)
    {
        switch (reader.LocalName)
        {
            case "den":
                _waiting += "/";
                break;
            case "sub":
                _waiting += "_";
                break;
            case "sup":
                _waiting += "^";
                break;
            case "rad":
                _waiting += "√";
                break;
            case "d":
                _waiting += "(";
                _closing.Push(")");
                break;
            case "dPr":
                Delimiters(reader);
                break;
            case "naryPr":
                _waiting += Sign(reader, "∫");
                break;
        }
    }

    /// <summary>Ends an element, and says what closes it.</summary>
    public string End(string name)
    {
        // What was empty has no sign.
        if (_waiting.Length > 0 && name is "den" or "sub" or "sup" or "rad")
            _waiting = _waiting[..^1];
        return name switch
        {
            "d" => TakeWaiting() + (_closing.TryPop(out var closing) ? closing : ""),
            "oMath" => TakeWaiting(),
            "fName" or "mr" => " ",
            _ => "",
        };
    }

    private void Delimiters(XmlReader reader)
    {
        var (begin, end) = ("(", ")");
        reader.EachChild(() =>
        {
            if (reader.LocalName == "begChr")
                begin = reader.Attribute("val") ?? "";
            else if (reader.LocalName == "endChr")
                end = reader.Attribute("val") ?? "";
        });
        if (!_closing.TryPop(out _))
            return;
        _closing.Push(end);
        _waiting = _waiting.EndsWith('(') ? _waiting[..^1] + begin : _waiting;
    }

    private static string Sign(XmlReader reader, string byDefault)
    {
        var sign = byDefault;
        reader.EachChild(() => sign = reader.LocalName == "chr" ? reader.Attribute("val") ?? "" : sign);
        return sign;
    }
}
