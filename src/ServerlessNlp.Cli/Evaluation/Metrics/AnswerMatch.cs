using System.Text;
using System.Text.RegularExpressions;

namespace ServerlessNlp.Cli.Evaluation.Metrics;

/// <summary>
/// Whether an answer is the right one, as SQuAD measures it (Rajpurkar et al. 2016, and 2018 for questions without an answer): in small
/// letters, without punctuation, articles and additional white space. Where several answers are right the nearest counts; where none is, no answer does.
/// </summary>
public static partial class AnswerMatch
{
    /// <summary>1 where the answer is one of the right ones, else 0.</summary>
    /// <param name="answer">The answer; empty for none.</param>
    /// <param name="right">The right ones; none for a question without an answer.</param>
    public static double Exact(string answer, IReadOnlyCollection<string> right) => Best(answer, right, (a, b) => a.SequenceEqual(b) ? 1 : 0);

    /// <summary>The F1 of the answer's words and the right one's.</summary>
    /// <param name="answer">The answer; empty for none.</param>
    /// <param name="right">The right ones; none for a question without an answer.</param>
    public static double F1(string answer, IReadOnlyCollection<string> right) => Best(answer, right, F1);

    private static double Best(string answer, IReadOnlyCollection<string> right, Func<string[], string[], double> match)
    {
        var words = Words(answer);
        var candidates = right.Select(Words).Where(candidate => candidate.Length > 0).DefaultIfEmpty([]);
        return candidates.Max(candidate => match(words, candidate));
    }

    private static double F1(string[] answer, string[] right)
    {
        if (answer.Length == 0 || right.Length == 0)
            return answer.Length == right.Length ? 1 : 0;
        var wanted = right.CountBy(word => word).ToDictionary();
        var shared = answer.CountBy(word => word).Sum(word => Math.Min(word.Value, wanted.GetValueOrDefault(word.Key)));
        return new PrecisionRecall(shared, answer.Length, right.Length).F1;
    }

    private static string[] Words(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var c in text.ToLowerInvariant())
        {
            // The script's punctuation is ASCII's, symbols included.
            if (!char.IsAscii(c) || !(char.IsPunctuation(c) || char.IsSymbol(c)))
                plain.Append(c);
        }
        return Articles.Replace(plain.ToString(), " ").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
    }

    [GeneratedRegex(@"\b(a|an|the)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Articles { get; }
}
