using ServerlessNlp.Inference;
using ServerlessNlp.Inference.Windows;
using ServerlessNlp.Models;
using ServerlessNlp.Summarization;

namespace ServerlessNlp.Tasks.Entities;

/// <summary>
/// Finds names. Each word has the tag of its first token, from the window in which that token has the most around it, so that
/// a name on the border of two windows is found once and whole; tags such as B-X and I-X then join words. A special token that is
/// written in the text is no name. Thread-safe.
/// </summary>
/// <param name="model">A model for <c>entities</c>.</param>
public sealed class EntityRecognizer(Model model)
{
    private readonly TagSet _tags = new(model.Manifest.Labels);

    /// <summary>Finds the names in documents that have text.</summary>
    /// <returns>An outcome for each document, in order.</returns>
    public TaskResult Run(IReadOnlyList<TaskDocument> documents, EntitiesOptions options, CancellationToken cancellationToken) =>
        WindowedRun
            .Execute(model, [.. documents.Select(document => new WindowedInput(document.Text))], cancellationToken)
            .ToResult(documents, (document, windows) => Find(document, windows, options));

    private EntitiesAnswer Find(TaskDocument document, IReadOnlyList<WindowOutput> windows, EntitiesOptions options)
    {
        var index = new StringIndex(document.Text, options.StringIndexType);
        var threshold = options.Threshold ?? model.Manifest.Threshold ?? 0;
        var entities = new List<Entity>();
        foreach (var words in Join(Words(document.Text, windows)))
        {
            var score = words.Average(word => word.Score);
            var span = TextSpan.Between(words[0].Span.Offset, words[^1].Span.End);
            if (score < threshold || span.Length == 0)
                continue;
            var (offset, length) = index.Convert(span);
            entities.Add(new Entity(span.Of(document.Text).ToString(), words[0].Label!, (float)score, offset, length));
        }
        return new EntitiesAnswer { Id = document.Id, Entities = entities, Coverage = new Coverage(index.Length, windows.Count) };
    }

    /// <summary>Runs of words that make up one entity. A tag I-X that follows no X begins one, since models are not always consistent.</summary>
    private static IEnumerable<List<TaggedWord>> Join(IEnumerable<TaggedWord> words)
    {
        var open = new List<TaggedWord>();
        foreach (var word in words)
        {
            if (open.Count > 0 && (word.Begins || open[^1].Ends || word.Label != open[0].Label))
            {
                yield return open;
                open = [];
            }
            if (word.Label is not null)
                open.Add(word);
        }
        if (open.Count > 0)
            yield return open;
    }

    private List<TaggedWord> Words(string text, IReadOnlyList<WindowOutput> windows)
    {
        var words = new List<TaggedWord>();
        var last = -1;
        foreach (var (window, values) in windows)
        {
            for (var token = window.Owned.Start.Value; token < window.Owned.End.Value; token++)
            {
                var (start, end) = window.Encoding.Offsets[token];
                if (window.Encoding.WordIds[token] == last && words.Count > 0)
                {
                    words[^1] = words[^1] with { Span = TextSpan.Between(words[^1].Span.Offset, Math.Max(end, words[^1].Span.End)) };
                    continue;
                }
                last = window.Encoding.WordIds[token];
                var (label, begins, ends, score) = model.Tokenizer.IsWrittenSpecial(window.Encoding.Ids[token], text.AsSpan(start..end))
                    ? default
                    : _tags.Read(values[0].AsSpan(token * _tags.Count, _tags.Count), model.Manifest.Temperature ?? 1);
                words.Add(new TaggedWord(TextSpan.Between(start, end), begins, ends, label, score));
            }
        }
        return words.ConvertAll(word => word with { Span = word.Span.Trim(text) });
    }
}

/// <summary>A word with the tag that the model gave it.</summary>
/// <param name="Span">Where it is.</param>
/// <param name="Begins">Whether the tag says that an entity begins here.</param>
/// <param name="Ends">Whether the tag says that it ends here.</param>
/// <param name="Label">The kind of entity; null for O.</param>
/// <param name="Score">The probability of that kind, whether it begins or goes on.</param>
internal readonly record struct TaggedWord(TextSpan Span, bool Begins, bool Ends, string? Label, double Score);

/// <summary>The tags of a model: what each stands for, and which stand for the same kind of entity.</summary>
internal sealed class TagSet(IReadOnlyList<string> labels)
{
    private readonly (string? Kind, bool Begins, bool Ends)[] _tags = [.. labels.Select(label => TagScheme.Read(label, labels))];

    internal int Count => _tags.Length;

    /// <summary>The kind of entity, null for O; whether the tag begins or ends one; and the probability of the kind under any tag.</summary>
    internal (string? Kind, bool Begins, bool Ends, double Score) Read(ReadOnlySpan<float> logits, double temperature)
    {
        var scores = Scores.Softmax(logits, temperature);
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
