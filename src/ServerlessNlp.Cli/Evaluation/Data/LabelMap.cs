using ServerlessNlp.Models;

namespace ServerlessNlp.Cli.Evaluation.Data;

/// <summary>Renames the labels of a data set to those of a model: <c>a=B,c=D</c>. A label that becomes nothing (<c>e=</c>) is left out.</summary>
internal sealed class LabelMap
{
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _seen = new(StringComparer.Ordinal);

    /// <exception cref="CliException">The text is not of that form.</exception>
    public LabelMap(string? text)
    {
        foreach (var pair in text?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [])
        {
            if (pair.Split('=', StringSplitOptions.TrimEntries) is not [{ Length: > 0 } from, var to] || !_names.TryAdd(from, to))
                throw new CliException("--labels is FROM=TO,FROM=TO, each FROM once; FROM= leaves a label out.");
        }
    }

    /// <summary>The model's name for a label of the data, or null where it is left out.</summary>
    public string? Of(string label)
    {
        _seen.Add(label);
        return Rename(label);
    }

    /// <summary>Holds the labels that were seen against a model's.</summary>
    /// <exception cref="CliException">They don't fit; the message says which don't.</exception>
    public void Require(ModelManifest manifest, IEnumerable<string> modelLabels)
    {
        if (_names.Keys.Except(_seen).ToList() is { Count: > 0 } unused)
            throw new CliException($"The data has no label {string.Join(", ", unused)} that --labels names; it has {string.Join(", ", _seen)}.");
        var known = modelLabels.ToHashSet(StringComparer.Ordinal);
        if (_seen.Select(Rename).OfType<string>().Where(label => !known.Contains(label)).Distinct().ToList() is { Count: > 0 } strange)
            throw new CliException($"The data has labels that {manifest.Name} doesn't know: {string.Join(", ", strange)}. It knows {string.Join(", ", known)}. Map them with --labels FROM=TO, or leave them out with FROM=.");
    }

    private string? Rename(string label) => _names.TryGetValue(label, out var name) ? name.Length > 0 ? name : null : label;
}
