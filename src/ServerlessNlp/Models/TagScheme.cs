namespace ServerlessNlp.Models;

/// <summary>
/// How the labels of a model for entities say where one begins and ends: BIO (IOB), BIOES (also with M), BILOU, or bare names of kinds, of
/// which neighbours of the same kind are one entity.
/// </summary>
internal static class TagScheme
{
    /// <summary>The label of what is no entity.</summary>
    internal const string Outside = "O";

    /// <summary>What a label says of a word: the kind of entity (null for O), and whether the word is surely its first or last one.</summary>
    internal static (string? Kind, bool Begins, bool Ends) Read(string label, IReadOnlyList<string> labels)
    {
        if (label == Outside)
            return (null, false, false);
        return IsTagged(label) && labels.All(other => other == Outside || IsTagged(other))
            ? (label[2..], label[0] is 'B' or 'S' or 'U', label[0] is 'E' or 'L' or 'S' or 'U')
            : (label, false, false);
    }

    /// <summary>Why the labels are none of these schemes, or null where they are one.</summary>
    internal static string? Fault(IReadOnlyList<string> labels)
    {
        var kinds = labels.Where(label => label != Outside).ToList();
        if (kinds.TrueForAll(IsTagged))
            return null;
        if (kinds.Exists(IsTagged))
            return "some labels have a tag such as B- before the kind of entity, and others have none";
        return kinds.Exists(HasTagBehind) ? "labels have their tag behind the kind of entity, as in PER-B: write B-PER" : null;
    }

    private static bool IsTagged(string label) => label.Length > 2 && label[0] is 'B' or 'I' or 'E' or 'S' or 'L' or 'U' or 'M' && label[1] is '-' or '_';

    private static bool HasTagBehind(string label) => label.Length > 2 && label[^1] is 'B' or 'I' && label[^2] is '-' or '_';
}
