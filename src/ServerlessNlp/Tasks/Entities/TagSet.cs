using ServerlessNlp.Models;

namespace ServerlessNlp.Tasks.Entities;

/// <summary>The tags of a model: what each stands for, and which stand for the same kind of entity.</summary>
internal sealed class TagSet(IReadOnlyList<string> labels)
{
    private readonly (string? Kind, bool Begins, bool Ends)[] _tags = [.. labels.Select(label => TagScheme.Read(label, labels))];

    internal int Count => _tags.Length;

    /// <summary>The kind of entity, null for O; whether the tag begins or ends one; and the probability of the kind under any tag.</summary>
    internal (string? Kind, bool Begins, bool Ends, double Score) Read(ReadOnlySpan<float> logits, double temperature)
    {
        var wide = new double[logits.Length];
        for (var i = 0; i < wide.Length; i++)
            wide[i] = logits[i];
        var scores = Scores.Softmax(wide, temperature);

        var best = Array.IndexOf(scores, scores.Max());
        var sum = 0.0;
        for (var i = 0; i < scores.Length; i++)
        {
            if (_tags[i].Kind == _tags[best].Kind)
                sum += scores[i];
        }
        return (_tags[best].Kind, _tags[best].Begins, _tags[best].Ends, sum);
    }
}
