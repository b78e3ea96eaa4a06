using System.Text;

namespace ServerlessNlp.Documents.Charsets;

/// <summary>
/// A charset of a byte a character whose lower half is ASCII, as the WHATWG Encoding Standard has it: where .NET has no such code page,
/// or an older edition of it. What stands for nothing becomes U+FFFD. Only decodes.
/// </summary>
internal sealed class SingleByteEncoding : Encoding
{
    /// <summary>The number used for <c>x-user-defined</c>, which is no code page.</summary>
    public const int UserDefined = 65535;

    private const int Iso8859_10 = 28600, Iso8859_14 = 28604, Iso8859_16 = 28606;

    private readonly string _upperHalf;
    private readonly string _name;

    private SingleByteEncoding(int codePage, string name, string upperHalf) : base(codePage) => (_name, _upperHalf) = (name, upperHalf);

    public override string WebName => _name;

    public override bool IsSingleByte => true;

    /// <summary>The charset of that number, or null where there is none of a byte a character.</summary>
    public static SingleByteEncoding? Find(int codePage) => codePage switch
    {
        Iso8859_10 => new(codePage, "iso-8859-10", Controls + "\u00A0ĄĒĢĪĨĶ§ĻĐŠŦŽ\u00ADŪŊ°ąēģīĩķ·ļđšŧž―ūŋĀÁÂÃÄÅÆĮČÉĘËĖÍÎÏÐŅŌÓÔÕÖŨØŲÚÛÜÝÞßāáâãäåæįčéęëėíîïðņōóôõöũøųúûüýþĸ"),
        Iso8859_14 => new(codePage, "iso-8859-14", Controls + "\u00A0Ḃḃ£ĊċḊ§Ẁ©ẂḋỲ\u00AD®ŸḞḟĠġṀṁ¶ṖẁṗẃṠỳẄẅṡÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏŴÑÒÓÔÕÖṪØÙÚÛÜÝŶßàáâãäåæçèéêëìíîïŵñòóôõöṫøùúûüýŷÿ"),
        Iso8859_16 => new(codePage, "iso-8859-16", Controls + "\u00A0ĄąŁ€„Š§š©Ș«Ź\u00ADźŻ°±ČłŽ”¶·žčș»ŒœŸżÀÁÂĂÄĆÆÇÈÉÊËÌÍÎÏĐŃÒÓÔŐÖŚŰÙÚÛÜĘȚßàáâăäćæçèéêëìíîïđńòóôőöśűùúûüęțÿ"),
        UserDefined => new(codePage, "x-user-defined", string.Concat(Enumerable.Range(0xF780, 128).Select(code => (char)code))),
        _ => OfCodePage(codePage),
    };

    public override int GetMaxCharCount(int byteCount) => byteCount;

    public override int GetCharCount(byte[] bytes, int index, int count) => count;

    public override int GetChars(byte[] bytes, int byteIndex, int byteCount, char[] chars, int charIndex)
    {
        for (var i = 0; i < byteCount; i++)
            chars[charIndex + i] = bytes[byteIndex + i] is var value && value < 0x80 ? (char)value : _upperHalf[value - 0x80];
        return byteCount;
    }

    public override int GetMaxByteCount(int charCount) => throw new NotSupportedException();

    public override int GetByteCount(char[] chars, int index, int count) => throw new NotSupportedException();

    public override int GetBytes(char[] chars, int charIndex, int charCount, byte[] bytes, int byteIndex) => throw new NotSupportedException();

    private static string Controls { get; } = string.Concat(Enumerable.Range(0x80, 32).Select(code => (char)code));

    private static SingleByteEncoding? OfCodePage(int codePage)
    {
        // EBCDIC is single-byte as well, but its lower half is not ASCII.
        if (CodePagesEncodingProvider.Instance.GetEncoding(codePage) is not { IsSingleByte: true } known || known.GetString("Aa0"u8) != "Aa0")
            return null;
        var bytes = Enumerable.Range(0x80, 128).Select(value => (byte)value).ToArray();
        var upperHalf = known.GetChars(bytes).Select((character, i) => Newer(codePage, bytes[i]) ?? Assigned(character));
        return new SingleByteEncoding(codePage, known.WebName, string.Concat(upperHalf));
    }

    // .NET maps what stands for nothing to characters of private use; the apple of the Macintosh is one by right.
    private static char Assigned(char character) => character is >= '\uE000' and < '\uF8FF' ? '\uFFFD' : character;

    private static char? Newer(int codePage, byte value) => (codePage, value) switch
    {
        (28597, 0xA1) => '‘',
        (28597, 0xA2) => '’',
        (28597, 0xA4) or (10017, 0xFF) => '€',
        (28597, 0xA5) => '₯',
        (28597, 0xAA) => 'ͺ',
        (28598 or 38598, 0xAF) => '¯',
        (28598 or 38598, 0xFD) => '\u200E',
        (28598 or 38598, 0xFE) => '\u200F',
        (10000, 0xBD) => 'Ω',
        _ => null,
    };
}
