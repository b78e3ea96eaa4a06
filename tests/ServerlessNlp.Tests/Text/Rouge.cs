namespace ServerlessNlp.Tests.Text;

/// <summary>ROUGE-2 (Lin 2004): the overlap of a summary's pairs of words with a reference's, as F1, on ASCII letters and digits in small letters.</summary>
internal static class Rouge
{
    internal static double TwoF1(string summary, string reference)
    {
        var (found, wanted) = (Bigrams(summary), Bigrams(reference));
        var shared = wanted.Sum(pair => Math.Min(pair.Value, found.GetValueOrDefault(pair.Key)));
        return shared == 0 ? 0 : 2.0 * shared / (found.Values.Sum() + wanted.Values.Sum());
    }

    internal static List<string> Words(string text)
    {
        var words = new List<string>();
        for (var i = 0; i < text.Length; i++)
        {
            var start = i;
            while (i < text.Length && char.IsAsciiLetterOrDigit(text[i]))
                i++;
            if (i > start)
                words.Add(text[start..i].ToLowerInvariant());
        }
        return words;
    }

    private static Dictionary<(string, string), int> Bigrams(string text)
    {
        var words = Words(text);
        var counts = new Dictionary<(string, string), int>();
        for (var i = 0; i + 1 < words.Count; i++)
            counts[(words[i], words[i + 1])] = counts.GetValueOrDefault((words[i], words[i + 1])) + 1;
        return counts;
    }
}
