using ServerlessNlp.Tokenization.Unicode;

namespace ServerlessNlp.Tokenization.Regex;

/// <summary>A set of code points: some by property, some by range, or all but those.</summary>
internal sealed class CodePointClass
{
    private CodePointProperties _has, _hasNot;
    private readonly List<(int From, int To)> _ranges = [];
    private bool _negated;

    public static CodePointClass Of(CodePointProperties property, bool negated = false) =>
        new CodePointClass().Add(property, negated);

    public static CodePointClass Of(int codePoint) => new CodePointClass().Add(codePoint, codePoint);

    /// <summary>Adds what has the property, or what has it not.</summary>
    public CodePointClass Add(CodePointProperties property, bool not)
    {
        if (not)
        {
            if (_hasNot != CodePointProperties.None)
                throw new TokenizerException("A regular expression holds a class that is not supported.");
            _hasNot = property;
        }
        else
        {
            _has |= property;
        }
        return this;
    }

    public CodePointClass Add(int from, int to)
    {
        _ranges.Add((from, to));
        return this;
    }

    public CodePointClass Negate()
    {
        _negated = true;
        return this;
    }

    public bool Contains(int codePoint)
    {
        var properties = UnicodeData.PropertiesOf(codePoint);
        var contained = (properties & _has) != 0 || (_hasNot != 0 && (properties & _hasNot) == 0);
        foreach (var (from, to) in _ranges)
            contained |= codePoint >= from && codePoint <= to;
        return contained != _negated;
    }
}
