namespace ServerlessNlp.Tasks.Entities;

/// <summary>The BIO tags of a model: what each stands for, and which stand for the same kind of entity.</summary>
internal sealed class TagSet(IReadOnlyList<string> labels)
{
    private readonly string?[] _kinds = [.. labels.Select(label => label == "O" ? null : label[2..])];

    internal int Count => _kinds.Length;

    /// <summary>The kind of entity, null for O; whether the tag begins one; and the probability of the kind under either tag.</summary>
    internal (string? Kind, bool Begins, double Score) Read(ReadOnlySpan<float> logits, double temperature)
    {
        var scores = Scores.Softmax(logits, temperature);
        var best = Array.IndexOf(scores, scores.Max());
        var sum = 0.0;
        for (var i = 0; i < scores.Length; i++)
        {
            if (_kinds[i] == _kinds[best])
                sum += scores[i];
        }
        return (_kinds[best], labels[best].StartsWith("B-", StringComparison.Ordinal), sum);
    }
}
