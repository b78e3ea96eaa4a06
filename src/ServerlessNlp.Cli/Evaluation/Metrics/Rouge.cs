namespace ServerlessNlp.Cli.Evaluation.Metrics;

/// <summary>
/// ROUGE (Lin 2004, ROUGE: A Package for Automatic Evaluation of Summaries): the overlap of a summary with a reference, as F1. Words are
/// ASCII letters and digits in small letters, without stemming; ROUGE-L takes the whole text as one sequence. With several references the best counts.
/// </summary>
public static class Rouge
{
    /// <summary>Measures a summary.</summary>
    public static RougeScores Measure(string summary, IReadOnlyCollection<string> references)
    {
        var words = Words(summary);
        var scores = references.Select(reference => Measure(words, Words(reference))).ToList();
        return new RougeScores(scores.Max(score => score.One), scores.Max(score => score.Two), scores.Max(score => score.L));
    }

    /// <summary>The words that are compared.</summary>
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

    private static RougeScores Measure(List<string> summary, List<string> reference) => new(
        Overlap(summary, reference),
        Overlap([.. summary.Zip(summary.Skip(1))], [.. reference.Zip(reference.Skip(1))]),
        new PrecisionRecall(LongestCommon(summary, reference), summary.Count, reference.Count).F1);

    private static double Overlap<T>(List<T> summary, List<T> reference)
        where T : notnull
    {
        var wanted = reference.CountBy(part => part).ToDictionary();
        var shared = summary.CountBy(part => part).Sum(part => Math.Min(part.Value, wanted.GetValueOrDefault(part.Key)));
        return new PrecisionRecall(shared, summary.Count, reference.Count).F1;
    }

    /// <summary>The length of the longest common subsequence, in a row of the table at a time.</summary>
    private static int LongestCommon(List<string> a, List<string> b)
    {
        var row = new int[b.Count + 1];
        foreach (var word in a)
        {
            var diagonal = 0;
            for (var j = 1; j <= b.Count; j++)
            {
                var above = row[j];
                row[j] = word == b[j - 1] ? diagonal + 1 : Math.Max(above, row[j - 1]);
                diagonal = above;
            }
        }
        return row[^1];
    }
}
