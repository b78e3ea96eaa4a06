namespace ServerlessNlp.Tests.Support;

/// <summary>Where the repository lies, found from the test assembly upwards, whatever the current directory.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>The folder of public data sets beside the checkout, or null where there is none.</summary>
    public static string? SharedData { get; } =
        Path.GetFullPath(Path.Combine(Root, "..", "shared", "data")) is var folder && Directory.Exists(folder) ? folder : null;

    /// <summary>The folder of reported documents beside the checkout, or null where there is none.</summary>
    public static string? SharedCases { get; } =
        Path.GetFullPath(Path.Combine(Root, "..", "shared", "cases")) is var folder && Directory.Exists(folder) ? folder : null;

    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    public static string SharedPath(params string[] parts) =>
        Path.Combine([SharedData ?? throw new DirectoryNotFoundException("../shared/data is not there."), .. parts]);

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "ServerlessNlp.sln")))
                return folder.FullName;
        }
        throw new DirectoryNotFoundException("ServerlessNlp.sln was not found above the test assembly.");
    }
}
