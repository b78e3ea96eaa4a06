namespace ServerlessNlp.Tokenization.Loading;

/// <summary>
/// Reads a number as serde_json does without its float_roundtrip feature: the digits as a whole number, then one
/// multiplication or division by a power of ten. The last bit may differ from the nearest double, and with it which of
/// two divisions of a text wins.
/// </summary>
internal static class ScoreParser
{
    private const int LargestPower = 308;
    private const ulong SurelyFits = ulong.MaxValue / 10 - 1;

    private static readonly double[] Powers = [.. Enumerable.Range(0, LargestPower + 1).Select(power => double.Parse($"1e{power}", System.Globalization.CultureInfo.InvariantCulture))];

    /// <param name="number">A number of JSON.</param>
    public static double Parse(ReadOnlySpan<byte> number)
    {
        var negative = number[0] == '-';
        ulong digits = 0;
        int exponent = 0, at = negative ? 1 : 0;
        var full = false; // no further digit fits
        for (; at < number.Length && number[at] is (byte)'.' or >= (byte)'0' and <= (byte)'9'; at++)
        {
            if (number[at] == '.')
                break;
            Add(number[at], ref digits, ref full);
            exponent += full ? 1 : 0;
        }
        if (at < number.Length && number[at] == '.')
        {
            for (at++; at < number.Length && number[at] is >= (byte)'0' and <= (byte)'9'; at++)
            {
                Add(number[at], ref digits, ref full);
                exponent -= full ? 0 : 1;
            }
        }
        if (at < number.Length)
            exponent += ParseExponent(number[(at + 1)..]);
        var value = Scale(digits, exponent);
        return negative ? -value : value;
    }

    private static void Add(byte digit, ref ulong digits, ref bool full)
    {
        var value = (uint)(digit - '0');
        full |= digits > SurelyFits && digits > (ulong.MaxValue - value) / 10;
        if (!full)
            digits = digits * 10 + value;
    }

    private static int ParseExponent(ReadOnlySpan<byte> text)
    {
        var negative = text[0] == '-';
        var exponent = 0;
        foreach (var digit in text[(text[0] is (byte)'-' or (byte)'+' ? 1 : 0)..])
            exponent = Math.Min(exponent * 10 + (digit - '0'), 100_000);
        return negative ? -exponent : exponent;
    }

    private static double Scale(double value, int exponent)
    {
        if (value == 0)
            return 0;
        while (exponent < -LargestPower)
        {
            value /= Powers[LargestPower];
            exponent += LargestPower;
            if (value == 0)
                return 0;
        }
        if (exponent > LargestPower)
            throw new TokenizerException("A score of the vocabulary is too large.");
        value = exponent >= 0 ? value * Powers[exponent] : value / Powers[-exponent];
        return double.IsInfinity(value) ? throw new TokenizerException("A score of the vocabulary is too large.") : value;
    }
}
