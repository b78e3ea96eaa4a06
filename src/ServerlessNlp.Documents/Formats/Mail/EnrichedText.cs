using System.Text.RegularExpressions;

namespace ServerlessNlp.Documents.Formats.Mail;

/// <summary>Enriched text (RFC 1896): its commands are not text.</summary>
internal static partial class EnrichedText
{
    public static string ToPlain(string enriched) =>
        Command().Replace(enriched.ReplaceLineEndings("\n"), match => match.Value == "<<" ? "<" : "");

    [GeneratedRegex(@"<<|<param>.*?</param>|</?[A-Za-z][A-Za-z0-9-]{0,59}>", RegexOptions.Singleline | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Command();
}
