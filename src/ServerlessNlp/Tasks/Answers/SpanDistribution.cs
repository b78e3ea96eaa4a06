using ServerlessNlp.Inference.Windows;
using ServerlessNlp.Summarization;
using ServerlessNlp.Tokenization;

namespace ServerlessNlp.Tasks.Answers;

/// <summary>
/// All spans of a document that could answer a question, and the chance that none does, as one distribution: a span weighs
/// exp(start + end). Each is counted in the window that owns its first token. That there is no answer is said by the first
/// (class) token, and only as loudly as by the window that says it least (Devlin et al. 2019, section 4.3).
/// </summary>
internal sealed class SpanDistribution
{
    // No answer of SQuAD's that is worth giving is longer.
    private const int MaxAnswerTokens = 30;

    private readonly List<ScoredSpan> _best = [];
    private readonly double _logTotal;

    /// <param name="windows">The windows with their start and end logits.</param>
    /// <param name="temperature">What logits are divided by.</param>
    /// <param name="isExcluded">Whether a token of an encoding can be in no answer.</param>
    internal SpanDistribution(IReadOnlyList<WindowOutput> windows, double temperature, Func<Encoding, int, bool> isExcluded)
    {
        var total = new LogSum();
        NoAnswer = double.PositiveInfinity;
        foreach (var (window, values) in windows)
        {
            var (starts, ends) = (values[0], values[1]);
            NoAnswer = Math.Min(NoAnswer, (starts[0] + (double)ends[0]) / temperature);

            var sequenceEnd = window.First;
            while (sequenceEnd < window.Encoding.Length && window.Encoding.SequenceIds[sequenceEnd] >= 0)
                sequenceEnd++;
            var excluded = new bool[sequenceEnd];
            for (var token = window.First; token < sequenceEnd; token++)
                excluded[token] = isExcluded(window.Encoding, token);
            for (var start = window.Owned.Start.Value; start < window.Owned.End.Value; start++)
                AddSpansFrom(start, Math.Min(start + MaxAnswerTokens, sequenceEnd));

            void AddSpansFrom(int start, int limit)
            {
                var (bestEnd, bestLogit) = (-1, double.NegativeInfinity);
                for (var end = start; end < limit && !excluded[end]; end++)
                {
                    var logit = (starts[start] + (double)ends[end]) / temperature;
                    total.Add(logit);
                    if (logit > bestLogit)
                        (bestEnd, bestLogit) = (end, logit);
                }
                if (bestEnd < 0)
                    return;
                var offsets = window.Encoding.Offsets;
                _best.Add(new ScoredSpan(TextSpan.Between(offsets[start].Start, Math.Max(offsets[start].Start, offsets[bestEnd].End)), bestLogit));
            }
        }
        total.Add(NoAnswer);
        _logTotal = total.Value;
    }

    /// <summary>The logit of there being no answer.</summary>
    internal double NoAnswer { get; }

    /// <summary>The best span from each token, best first.</summary>
    internal IEnumerable<ScoredSpan> Best => _best.OrderByDescending(span => span.Logit).ThenBy(span => span.Span.Offset);

    internal double Probability(double logit) => Math.Exp(logit - _logTotal);
}

/// <summary>A part of a document as an answer, with the sum of its start and end logits over the temperature.</summary>
internal readonly record struct ScoredSpan(TextSpan Span, double Logit);

/// <summary>The logarithm of a sum of exponentials, one by one and without overflow.</summary>
internal sealed class LogSum
{
    private double _highest = double.NegativeInfinity;
    private double _sum;

    internal double Value => _highest + Math.Log(_sum);

    internal void Add(double logit)
    {
        if (logit <= _highest)
        {
            _sum += Math.Exp(logit - _highest);
            return;
        }
        _sum = _sum * Math.Exp(_highest - logit) + 1;
        _highest = logit;
    }
}
