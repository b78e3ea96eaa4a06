using System.Xml;

namespace ServerlessNlp.Documents.Formats.Packages;

/// <summary>Short forms of what readers of XML do.</summary>
internal static class XmlText
{
    /// <summary>Whether the reader is at characters.</summary>
    public static bool IsCharacters(this XmlReader reader) =>
        reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace;

    /// <summary>Goes through all nodes, asking at each whether the work goes on.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="text">What says whether it goes on.</param>
    /// <param name="isLeftOut">Whether the element that the reader is at is passed over, with all that is in it.</param>
    /// <param name="start">Called at an element's start.</param>
    /// <param name="end">Called at its end, also of an empty one.</param>
    /// <param name="characters">Called at characters.</param>
    public static void Walk(this XmlReader reader, ExtractedText text, Func<bool> isLeftOut, Action start, Action end, Action characters)
    {
        reader.Read();
        while (!reader.EOF)
        {
            text.CancellationToken.ThrowIfCancellationRequested();
            if (reader.NodeType == XmlNodeType.Element && isLeftOut())
            {
                reader.Skip();
                continue;
            }
            if (reader.NodeType == XmlNodeType.Element)
            {
                var isEmpty = reader.IsEmptyElement;
                start();
                if (isEmpty)
                    end();
            }
            else if (reader.NodeType == XmlNodeType.EndElement)
                end();
            else if (reader.IsCharacters())
                characters();
            reader.Read();
        }
    }
}
