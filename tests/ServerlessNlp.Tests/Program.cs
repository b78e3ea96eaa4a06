using ServerlessNlp.Tests.Tokenization.Globalization;

namespace ServerlessNlp.Tests;

/// <summary>The test assembly as a program: tests start it as a process whose globalisation is set otherwise than theirs.</summary>
internal static class Program
{
    /// <param name="args">A culture's name, and a folder of tokenizers to encode with, if not only ICU is asked for.</param>
    private static int Main(string[] args) => args switch
    {
        [var culture] => CultureProcess.Answer(culture, folder: null),
        [var culture, var folder] => CultureProcess.Answer(culture, folder),
        _ => throw new ArgumentException("The tests are run by `dotnet test`."),
    };
}
