namespace ServerlessNlp.Documents.Formats.RichText;

/// <summary>Characters that RTF has words for.</summary>
internal static class RtfSymbols
{
    public static string? Find(string word) => word switch
    {
        "tab" => "\t",
        "line" or "lbr" or "softline" => "\n",
        "emdash" => "—",
        "endash" => "–",
        "bullet" => "•",
        "lquote" => "‘",
        "rquote" => "’",
        "ldblquote" => "“",
        "rdblquote" => "”",
        "emspace" or "enspace" or "qmspace" => " ",
        "zwj" => "\u200D",
        "zwnj" => "\u200C",
        "ltrmark" => "\u200E",
        "rtlmark" => "\u200F",
        _ => null,
    };
}
