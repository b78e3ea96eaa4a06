namespace ServerlessNlp.Compiler.Checkpoints;

/// <summary>Names from files, made fit for a message: no control characters, no endless length.</summary>
internal static class Printable
{
    private const int Longest = 120;

    public static string Name(string name)
    {
        var clean = string.Concat(name.Take(Longest).Select(character => char.IsControl(character) ? '?' : character));
        return name.Length > Longest ? $"'{clean}…'" : $"'{clean}'";
    }

    public static string List(IEnumerable<string> names, int most = 12)
    {
        var all = names.ToList();
        var shown = string.Join(", ", all.Take(most).Select(Name));
        return all.Count > most ? $"{shown} and {all.Count - most} more" : shown;
    }
}
