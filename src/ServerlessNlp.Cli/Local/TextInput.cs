using System.Text;

namespace ServerlessNlp.Cli.Local;

/// <summary>Text from a file or standard input, as UTF-8.</summary>
internal static class TextInput
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Opens a file, or standard input for "-".</summary>
    /// <exception cref="CliException">There is no such file.</exception>
    public static StreamReader Open(string file)
    {
        if (file == "-")
            return new StreamReader(Console.OpenStandardInput(), Utf8);
        return File.Exists(file) ? new StreamReader(file, Utf8) : throw new CliException($"There is no file {file}.");
    }
}
