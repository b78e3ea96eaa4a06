using System.Diagnostics;

namespace ServerlessNlp.Bench.Tokenizers;

/// <summary>What no tokenizer can do without: to look at each character once, and at a table once for each word.</summary>
internal static class LowerBound
{
    private const int Rounds = 5, TableBits = 16;

    public static double NanosecondsPerWord(string[] texts)
    {
        var isWord = new byte[128];
        for (var c = 0; c < 128; c++)
            isWord[c] = (byte)(char.IsAsciiLetterOrDigit((char)c) ? 1 : 0);
        var table = new int[1 << TableBits];
        var best = double.MaxValue;
        for (var round = 0; round < Rounds; round++)
        {
            var watch = Stopwatch.StartNew();
            long words = 0;
            var sum = 0;
            foreach (var text in texts)
                words += Scan(text, isWord, table, ref sum);
            best = Math.Min(best, watch.Elapsed.TotalSeconds / words * 1e9);
            table[sum & (table.Length - 1)]++; // so that nothing is optimised away
        }
        return best;
    }

    private static long Scan(string text, byte[] isWord, int[] table, ref int sum)
    {
        long words = 0;
        var hash = 0u;
        foreach (var c in text)
        {
            if (isWord[c & 127] != 0)
            {
                hash = (hash ^ c) * 0x9E3779B1;
            }
            else if (hash != 0)
            {
                sum += table[hash >> (32 - TableBits)];
                words++;
                hash = 0;
            }
        }
        return words;
    }
}
