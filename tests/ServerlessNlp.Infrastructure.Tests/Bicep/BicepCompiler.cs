using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.Json;
using StreamJsonRpc;

namespace ServerlessNlp.Infrastructure.Tests.Bicep;

/// <summary>
/// The Bicep CLI, asked over JSON-RPC: one process for all tests, so that it reads its types of resources once.
/// It ends when its input does, so with this process, whatever happens. Thread-safe.
/// </summary>
internal static class BicepCompiler
{
    private const UnixFileMode Run = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    private static readonly Lazy<JsonRpc> Rpc = new(Start);

    /// <summary>Whether NuGet has brought the compiler: it does on Linux x64 alone.</summary>
    public static bool IsThere { get; } = OperatingSystem.IsLinux() && RuntimeInformation.OSArchitecture == Architecture.X64;

    /// <summary>Compiles a file of parameters and the template that it is for: what build, lint and build-params say and give.</summary>
    public static Compilation Compile(string parameterFile) =>
        Ask<Compilation>("bicep/compileParams", new { path = parameterFile, parameterOverrides = new { } });

    /// <summary>What a file of parameters would deploy, as JSON: loops unrolled, conditions decided, expressions evaluated as far as they can be without Azure.</summary>
    /// <exception cref="RemoteInvocationException">It does not compile.</exception>
    public static string Predict(string parameterFile)
    {
        var metadata = new
        {
            tenantId = "00000000-0000-0000-0000-000000000001",
            subscriptionId = "00000000-0000-0000-0000-000000000002",
            resourceGroup = "group",
            location = "westeurope",
            deploymentName = "main",
        };
        return Ask<Prediction>("bicep/getSnapshot", new { path = parameterFile, metadata }).Snapshot;
    }

    private static T Ask<T>(string method, object request)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        return Rpc.Value.InvokeWithParameterObjectAsync<T>(method, request, deadline.Token).GetAwaiter().GetResult();
    }

    private static JsonRpc Start()
    {
        var path = Assembly.GetExecutingAssembly().GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "BicepCompiler").Value!;
        // Archives of NuGet carry no modes.
        if (!OperatingSystem.IsWindows() && !File.GetUnixFileMode(path).HasFlag(UnixFileMode.UserExecute))
            File.SetUnixFileMode(path, File.GetUnixFileMode(path) | Run);
        var start = new ProcessStartInfo(path, ["jsonrpc", "--stdio"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            // Sixty compilations do not pay for what profiling costs: a third of the processor time.
            Environment = { ["DOTNET_TieredPGO"] = "0" },
        };
        var process = Process.Start(start)!;
        var formatter = new SystemTextJsonFormatter { JsonSerializerOptions = new(JsonSerializerDefaults.Web) };
        var rpc = new JsonRpc(new HeaderDelimitedMessageHandler(process.StandardInput.BaseStream, process.StandardOutput.BaseStream, formatter));
        rpc.StartListening();
        return rpc;
    }

    private sealed record Prediction(string Snapshot);
}
