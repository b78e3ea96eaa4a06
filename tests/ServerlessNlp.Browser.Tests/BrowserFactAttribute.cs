namespace ServerlessNlp.Browser.Tests;

/// <summary>A fact in a real browser: skipped, with the reason, where there is no Chromium.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class BrowserFactAttribute : FactAttribute
{
    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    public BrowserFactAttribute() => Skip = Chromium is null ? "needs Chromium, which is not installed (Debian: apt-get install chromium)" : null;

    /// <summary>The program, or null.</summary>
    public static string? Chromium { get; } = Places.FirstOrDefault(File.Exists);
}
