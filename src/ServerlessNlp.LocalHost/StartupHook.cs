/// <summary>
/// Runs in the worker before its own code (DOTNET_STARTUP_HOOKS) and ends it when its standard input does, which its
/// host holds open: a host that is killed takes its worker along, on every system. Uses nothing but the base library, so
/// that none of the host's packages is loaded into the worker.
/// </summary>
/// <remarks>The name and the missing namespace are the runtime's rule (dotnet/runtime, host-startup-hook.md).</remarks>
internal static class StartupHook
{
    public static void Initialize()
    {
        // Processes that the worker starts have another input.
        Environment.SetEnvironmentVariable("DOTNET_STARTUP_HOOKS", null);
        new Thread(EndWithInput) { IsBackground = true, Name = "Host watch" }.Start();
    }

    private static void EndWithInput()
    {
        using var input = Console.OpenStandardInput();
        while (input.ReadByte() >= 0)
        {
        }
        Environment.FailFast(null);
    }
}
