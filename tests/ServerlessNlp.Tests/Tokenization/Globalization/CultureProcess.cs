using System.Diagnostics;
using System.Globalization;

namespace ServerlessNlp.Tests.Tokenization.Globalization;

/// <summary>A process with globalisation switched on (ICU) and a culture of its own; it answers with a digest of what it encodes.</summary>
internal static class CultureProcess
{
    private const int WithoutIcu = 3;

    private static readonly Lazy<bool> LazyIsIcuThere = new(() => Run("tr-TR", folder: null).ExitCode == 0);

    public static bool IsIcuThere => LazyIsIcuThere.Value;

    /// <summary>The digest of the encodings under a culture.</summary>
    public static string Digest(string culture, string folder)
    {
        var (exitCode, output, error) = Run(culture, folder);
        Assert.True(exitCode == 0, $"The process under {culture} ended with {exitCode}: {error}");
        return output.Trim();
    }

    /// <summary>What the process does.</summary>
    public static int Answer(string culture, string? folder)
    {
        // Without ICU, Turkish would lower-case as English does.
        if ("I".ToLower(new CultureInfo("tr-TR")) != "ı")
            return WithoutIcu;
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.DefaultThreadCurrentCulture = new CultureInfo(culture);
        if (folder is not null)
            Console.Out.WriteLine(EncodingDigest.Of(folder));
        return 0;
    }

    private static (int ExitCode, string Output, string Error) Run(string culture, string? folder)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add("exec");
        start.ArgumentList.Add(typeof(CultureProcess).Assembly.Location);
        start.ArgumentList.Add(culture);
        if (folder is not null)
            start.ArgumentList.Add(folder);
        start.Environment["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "0";
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }
}
