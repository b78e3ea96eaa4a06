namespace ServerlessNlp.Documents.Fuzz.Mutation;

/// <summary>Words that mean something to the formats, by extension.</summary>
internal static class FormatWords
{
    private static readonly Dictionary<string, string[]> ByExtension = new()
    {
        [".pdf"] = ["/Kids[3 0 R]", "/Parent 2 0 R", "1 0 obj", "endobj", "stream\n", "endstream", "/Filter/FlateDecode", "/Filter[/LZWDecode/ASCII85Decode]", "/Length 10 0 R", "/Length 999999999", "/Type/Pages", "/Type/ObjStm/N 1000000/First 5", "/Type/XRef", "/W[1 2 1]", "/Index[0 2147483647]", "/Prev 0", "startxref\n0\n", "xref\n0 99999999\n", "trailer<<", "<<", ">>", "[", "]", "(", ")", "BT ", " ET ", " Tj ", "[(a)-9(b)]TJ ", " Tf ", " Do ", " q ", " Q ", " cm ", " Tm ", "/W[0 2147483647 500]", "beginbfrange <0000> <ffffffff> <0000> endbfrange", "1000000000 begincodespacerange", "/UseCMap 5 0 R", "/Resources 5 0 R", "/Contents 4 0 R", "/XObject<</A 4 0 R>>", "/Encrypt<</Filter/Standard/V 2/R 3/O(x)/U(x)/P -1>>", "/FontFile2 6 0 R", "/ToUnicode 7 0 R", "/Rotate 45", "/MediaBox[0 0 1e30 -1e30]", "/BDC<</ActualText<FEFF>>>", "/Annots[5 0 R]"],
        [".html"] = ["<table>", "<b>", "</p>", "<p hidden>", "<svg>", "<style>", "display:none", "<!--", "-->", "<![CDATA[", "<template>", "<select>", "<a ", "<i><b><u>", "&#x110000;", "&amp", "<plaintext>", "<meta charset=utf-16>", "<ruby><rt>", "<frameset>", "<body>", "<math><mi>"],
        [".md"] = ["[a](b)", "![", "](", "**", "__", "`", "```\n", "~~~", "> ", "- ", "1. ", "|", "|---|", "\n\n", "[a]: b\n", "<b>", "&amp;", "\\", "---\n", "+++\n", "    ", "#", "![[", "<!--", "[^1]", "***", "~~"],
        [".eml"] = ["\r\n\r\n", "--xx\r\n", "--xx--\r\n", "Content-Type: multipart/mixed; boundary=xx\r\n", "Content-Type: message/rfc822\r\n", "Content-Type: text/html; charset=utf-7\r\n", "Content-Transfer-Encoding: base64\r\n", "Content-Transfer-Encoding: quoted-printable\r\n", "Content-Transfer-Encoding: x-uuencode\r\n", "Subject: =?utf-8?B?", "?=", "From: a@b\r\n", "MIME-Version: 1.0\r\n", "=3D", "=\r\n", "format=flowed; delsp=yes", "charset*0*=utf-8''", "Content-Disposition: attachment\r\n"],
        [".json"] = ["{", "}", "[", "]", "\"text\":", "\"\\ud800\"", "\\u0000", "null", "true", ",", ":", "1e999", "\uFEFF"],
        [".csv"] = ["\"", "\"\"", ",", ";", "\t", "\r", "\n", "text", "id"],
        [".rtf"] = ["{", "}", "{\\*\\", "\\par ", "\\u-10179?", "\\'81", "\\uc9 ", "\\bin99999 ", "\\f99 ", "{\\fonttbl{\\f0\\fcharset128 x;}}", "{\\footnote ", "\\cell ", "\\row ", "\\ansicpg65001 ", "\\upr{", "{\\*\\ud ", "\\v ", "\\plain "],
        [".txt"] = ["\u0000", "\uFEFF", "\r\n", "ä", "日本", "{\\rtf1 ", "%PDF-1.4", "<html>", "From: a@b\r\nReceived: x\r\n\r\n"],
    };

    private static readonly string[] Xml = ["<", ">", "/>", "<!DOCTYPE x [<!ENTITY a 'b'>]>", "&a;", "&#0;", "]]>", "<w:p>", "</w:p>", "<w:del>", "<w:fldChar w:fldCharType=\"begin\"/>", "<w:tbl><w:tr><w:tc>", "<mc:AlternateContent><mc:Choice>", "<w:txbxContent>", "<a:p>", "<a:t>x</a:t>", "<text:p>", "<text:s text:c=\"2147483647\"/>", "<text:note>", "<table:table-cell>", "<row r=\"1\">", "<c r=\"ZZZZZZZZ1\" t=\"s\"><v>1</v></c>", " t=\"s\"", " hidden=\"1\"", "Target=\"../../x\"", "Target=\"document.xml\"", "xmlns=\"x\"", "standalone=\"no\""];

    public static IReadOnlyList<string> Of(string extension) => ByExtension.GetValueOrDefault(extension) ?? Xml;
}
