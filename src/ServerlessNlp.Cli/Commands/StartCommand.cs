using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ServerlessNlp.Cli.Hosting;
using ServerlessNlp.Cli.Local;
using ServerlessNlp.Models;
using ServerlessNlp.Service.Configuration;
using ServerlessNlp.Service.Models;

namespace ServerlessNlp.Cli.Commands;

/// <summary><c>nlp start</c>: storage, starter models and functions on this machine.</summary>
internal static class StartCommand
{
    private static readonly Option<int> Port = new("--port") { Description = "The port on 127.0.0.1; 0 for a free one.", DefaultValueFactory = _ => 7071 };
    private static readonly Option<string?> Storage = new("--storage") { Description = "A connection string, or the folder of Azurite's data. Default: AzureWebJobsStorage, else an Azurite of its own." };
    private static readonly Option<string?> Models = new("--models") { Description = "The folder of model packages to publish. Default: models/ of the checkout." };
    private static readonly Option<double> Lease = new("--lease") { Description = "Seconds until a message is seen again whose worker died.", DefaultValueFactory = _ => 600 };

    public static Command Create()
    {
        var command = new Command("start", "Serves the functions on this machine, with storage and the starter models.") { Port, Storage, Models, Lease };
        command.SetAction((result, cancellationToken) => RunAsync(
            result.GetValue(Port), result.GetValue(Storage), result.GetValue(Models), TimeSpan.FromSeconds(Math.Max(1, result.GetValue(Lease))), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(int port, string? storage, string? models, TimeSpan lease, CancellationToken cancellationToken)
    {
        RequireFreePort(port);
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var local = await StartStorageAsync(storage, stopping.Token);
        await using var app = Build(local.ConnectionString, port, lease);
        await PrepareStorageAsync(app.Services, models, stopping.Token);
        var address = await ListenAsync(app, port, stopping.Token);
        StorageConnection.Keep(local.ConnectionString, local.DataFolder);
        PrintAddresses(address, local.ConnectionString);

        await Task.WhenAny(Task.Delay(Timeout.Infinite, stopping.Token), ParentProcess.WaitForLauncherToEndAsync(stopping.Token));
        await Console.Error.WriteLineAsync("stopping …");
        await stopping.CancelAsync();
        await app.StopAsync(CancellationToken.None);
        return 0;
    }

    private static async Task<LocalStorage> StartStorageAsync(string? storage, CancellationToken cancellationToken)
    {
        if (storage is not null && !StorageConnection.IsFolder(storage))
            return new LocalStorage(storage);
        if (storage is null && StorageConnection.FromEnvironment is { } fromEnvironment)
            return new LocalStorage(fromEnvironment);
        var dataFolder = Path.GetFullPath(storage ?? LocalFolder.Combine("azurite"));
        await Console.Error.WriteLineAsync("starting Azurite, the local storage …");
        return new LocalStorage(await Azurite.StartAsync(dataFolder, cancellationToken), dataFolder);
    }

    private static WebApplication Build(string connectionString, int port, TimeSpan lease)
    {
        try
        {
            var app = LocalHost.Build(connectionString, port, lease);
            // What is wrong with the settings is said now, in a sentence.
            _ = app.Services.GetRequiredService<IOptions<NlpOptions>>().Value;
            _ = app.Services.GetRequiredService<StorageClients>();
            return app;
        }
        catch (Exception exception) when (exception is OptionsValidationException or InvalidOperationException)
        {
            throw new CliException(exception.Message, exception);
        }
    }

    private static async Task PrepareStorageAsync(IServiceProvider services, string? models, CancellationToken cancellationToken)
    {
        await services.GetRequiredService<StorageClients>().CreateMissingAsync(cancellationToken);
        var folder = models ?? (LocalFolder.Repository is { } repository ? Path.Combine(repository, "models") : null);
        if (folder is null || !Directory.Exists(folder))
            return;
        var publisher = services.GetRequiredService<ModelPublisher>();
        foreach (var package in Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal).Where(package => File.Exists(Path.Combine(package, ModelManifest.FileName))))
        {
            var isNew = await publisher.PublishAsync(package, cancellationToken);
            await Console.Error.WriteLineAsync($"model {Path.GetFileName(package)}: {(isNew ? "published" : "is there already")}");
        }
    }

    private static void RequireFreePort(int port)
    {
        if (port is < 0 or > 65535)
            throw new CliException("--port must be 0 to 65535.");
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
        }
        catch (SocketException exception)
        {
            throw new CliException(exception.SocketErrorCode == SocketError.AddressAlreadyInUse ? InUse(port) : $"Port {port} can't be used: {exception.Message}.");
        }
    }

    private static async Task<string> ListenAsync(WebApplication app, int port, CancellationToken cancellationToken)
    {
        try
        {
            await app.StartAsync(cancellationToken);
            return app.Urls.Single();
        }
        // Taken since it was found free.
        catch (IOException exception) when (exception.InnerException is AddressInUseException)
        {
            throw new CliException(InUse(port), exception);
        }
    }

    private static string InUse(int port) => $"Port {port} is in use. Stop what uses it, or choose another with --port.";

    private static void PrintAddresses(string address, string connectionString)
    {
        Console.WriteLine($"storage: {connectionString}");
        Console.WriteLine($"classify:  POST {address}/api/v1/classify");
        Console.WriteLine($"summarize: POST {address}/api/v1/summarize");
        Console.WriteLine($"models:    GET  {address}/api/v1/models");
        Console.WriteLine($"health:    GET  {address}/api/health/ready");
        Console.WriteLine("try:");
        Console.WriteLine($"  curl {address}/api/v1/classify -H 'content-type: text/plain' -d 'A film as warm as it is funny.'");
        Console.WriteLine("ready");
    }
}
