namespace ServerlessNlp.Summarization;

/// <summary>
/// The sentences of a document as TF-IDF vectors of length 1, in compressed rows: the cosine of two of them is their
/// product, and a product with all of them takes time linear in the document.
/// </summary>
internal sealed class SentenceVectors
{
    private readonly int[] _starts;
    private readonly int[] _terms;
    private readonly double[] _weights;

    private SentenceVectors(int[] starts, int[] terms, double[] weights, int termCount)
    {
        (_starts, _terms, _weights, TermCount) = (starts, terms, weights, termCount);
    }

    /// <summary>How many sentences there are.</summary>
    internal int Count => _starts.Length - 1;

    /// <summary>How many different terms they have.</summary>
    internal int TermCount { get; }

    /// <summary>How many different terms a sentence has.</summary>
    internal int Length(int sentence) => _starts[sentence + 1] - _starts[sentence];

    internal static SentenceVectors Create(string text, IReadOnlyList<TextSpan> sentences)
    {
        var vocabulary = new Terms();
        var starts = new int[sentences.Count + 1];
        var (terms, counts, words) = (new List<int>(), new List<int>(), new List<int>());
        for (var i = 0; i < sentences.Count; i++)
        {
            words.Clear();
            vocabulary.Read(sentences[i].Of(text), words);
            words.Sort();
            for (var j = 0; j < words.Count; j++)
            {
                if (j > 0 && words[j] == words[j - 1])
                {
                    counts[^1]++;
                    continue;
                }
                terms.Add(words[j]);
                counts.Add(1);
            }
            starts[i + 1] = terms.Count;
        }
        return new SentenceVectors(starts, [.. terms], Weigh(starts, terms, counts, vocabulary.Count), vocabulary.Count);
    }

    /// <summary>Adds <paramref name="factor"/> times a sentence to a vector over terms.</summary>
    internal void AddTo(double[] vector, int sentence, double factor)
    {
        for (var i = _starts[sentence]; i < _starts[sentence + 1]; i++)
            vector[_terms[i]] += factor * _weights[i];
    }

    /// <summary>The product of a sentence and a vector over terms.</summary>
    internal double Dot(double[] vector, int sentence)
    {
        var sum = 0.0;
        for (var i = _starts[sentence]; i < _starts[sentence + 1]; i++)
            sum += vector[_terms[i]] * _weights[i];
        return sum;
    }

    private static double[] Weigh(int[] starts, List<int> terms, List<int> counts, int termCount)
    {
        var sentencesWith = new int[termCount];
        foreach (var term in terms)
            sentencesWith[term]++;

        var weights = new double[terms.Count];
        var sentences = starts.Length - 1;
        for (var i = 0; i < sentences; i++)
        {
            var norm = 0.0;
            for (var j = starts[i]; j < starts[i + 1]; j++)
            {
                // The document is the collection: a term in every sentence still says a little.
                weights[j] = (1 + Math.Log(counts[j])) * Math.Log(1 + (double)sentences / sentencesWith[terms[j]]);
                norm += weights[j] * weights[j];
            }
            for (var j = starts[i]; j < starts[i + 1]; j++)
                weights[j] /= Math.Sqrt(norm);
        }
        return weights;
    }
}
