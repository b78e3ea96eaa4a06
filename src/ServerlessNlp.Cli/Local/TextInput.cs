using System.Text;

namespace ServerlessNlp.Cli.Local;

/// <summary>Text from a file or standard input, as UTF-8.</summary>
internal static class TextInput
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Opens a file, or standard input for "-".</summary>
    /// <exception cref="CliException">There is no such file.</exception>
    public static StreamReader Open(string file) => new(OpenStream(file), Utf8);

    /// <summary>Opens the bytes of a file, or of standard input for "-".</summary>
    /// <exception cref="CliException">There is no such file.</exception>
    public static Stream OpenStream(string file)
    {
        if (file == "-")
            return Console.OpenStandardInput();
        return File.Exists(file) ? File.OpenRead(file) : throw new CliException($"There is no file {file}.");
    }
}
