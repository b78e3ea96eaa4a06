using System.Collections.Frozen;

namespace ServerlessNlp.Documents.Formats.RichText;

/// <summary>Groups by their first word: which are text, and which are none.</summary>
internal static class RtfDestinations
{
    private static readonly FrozenSet<string> NoText = new[]
    {
        "annotation", "atnauthor", "atndate", "atnicn", "atnid", "atnparent", "atnref", "atntime", "atrfend", "atrfstart", "author", "background",
        "bkmkend", "bkmkstart", "buptim", "category", "colortbl", "colorschememapping", "comment", "company", "creatim", "datafield", "datastore",
        "defchp", "defpap", "do", "doccomm", "docvar", "falt", "fchars", "ffdeftext", "ffentrymcr", "ffexitmcr", "ffformat", "ffhelptext", "ffl",
        "ffname", "ffstattext", "file", "filetbl", "fldinst", "fontemb", "fontfile", "footer", "footerf", "footerl", "footerr", "formfield",
        "ftncn", "ftnsep", "ftnsepc", "aftncn", "aftnsep", "aftnsepc", "generator", "gridtbl", "header", "headerf", "headerl", "headerr", "hl",
        "hlfr", "hlinkbase", "hlloc", "hlsrc", "hsv", "info", "keycode", "keywords", "latentstyles", "lchars", "levelnumbers", "leveltext", "linkval",
        "list", "listlevel", "listname", "listoverride", "listoverridetable", "listpicture", "liststylename", "listtable", "listtext", "manager",
        "mailmerge", "mmathPr", "nextfile", "nonesttables", "nonshppict", "objclass", "objdata", "objname", "objsect", "operator", "oldcprops", "oldpprops",
        "oldsprops", "oldtprops", "panose", "password", "passwordhash", "pgp", "pgptbl", "picprop", "pict", "pn", "pnseclvl", "pntext", "pntxta",
        "pntxtb", "printim", "propname", "protend", "protstart", "protusertbl", "pxe", "revtbl", "revtim", "rsidtbl", "rxe", "shprslt", "sn", "sp", "sv",
        "staticval", "stylesheet", "subject", "svb", "tc", "template", "themedata", "title", "txe", "upr", "userprops", "wgrffmtfilter", "windowcaption",
        "writereservation", "writereservhash", "xe", "xform", "xmlattrname", "xmlattrvalue", "xmlclose", "xmlname", "xmlnstbl", "xmlopen",
    }.ToFrozenSet();

    // Marked as ones that may be passed over, but they are read.
    private static readonly FrozenSet<string> Known = new[] { "shpinst", "shptxt", "ud", "footnote", "nesttableprops", "shppict", "cs", "fldrslt", "revised" }.ToFrozenSet();

    /// <summary>Whether what follows the word, in its group, is no text.</summary>
    /// <param name="word">The word.</param>
    /// <param name="isOptional">Whether it is marked as one that those who don't know it pass over (\*).</param>
    public static bool IsLeftOut(string word, bool isOptional) => NoText.Contains(word) || (isOptional && !Known.Contains(word));
}
