using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using ServerlessNlp.Cli.Local;
using ServerlessNlp.LocalHost;
using ServerlessNlp.LocalHost.Http;
using ServerlessNlp.Service.Configuration;

namespace ServerlessNlp.Cli.Commands;

/// <summary><c>nlp start</c>: storage, starter models and the worker on this machine.</summary>
internal static class StartCommand
{
    private const string PageSetting = $"{NlpOptions.Section}__{nameof(NlpOptions.Page)}";

    private static readonly Option<int> Port = new("--port") { Description = "The port on 127.0.0.1; 0 for a free one.", DefaultValueFactory = _ => 7071 };
    private static readonly Option<string?> Storage = new("--storage") { Description = "A connection string, or the folder of Azurite's data. Default: AzureWebJobsStorage, else an Azurite of its own." };
    private static readonly Option<string?> Models = new("--models") { Description = "The folder of model packages to publish. Default: models/ of the checkout." };
    private static readonly Option<string?> Worker = new("--worker") { Description = "The folder of the built or published worker. Default: the checkout's own build." };
    private static readonly Option<double> Lease = new("--lease") { Description = "Seconds until a message is seen again whose host died.", DefaultValueFactory = _ => 600 };
    private static readonly Option<bool> Keys = new("--keys") { Description = "Ask callers for a function key, as Azure does; the keys are printed." };

    public static Command Create()
    {
        var command = new Command("start", "Runs the worker on this machine, with storage and the starter models.") { Port, Storage, Models, Worker, Lease, Keys };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        LocalPort.RequireFree(arguments.GetValue(Port));
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var storage = await LocalStorage.StartAsync(arguments.GetValue(Storage), stopping.Token);
        await using var services = StorageServices.Build(storage.ConnectionString);
        var keys = arguments.GetValue(Keys) ? new FunctionKeys() : null;
        // The queue that the worker's functions listen to must be there before they do.
        await services.GetRequiredService<StorageClients>().CreateMissingAsync(stopping.Token);
        var starting = FunctionsHost.StartAsync(Options(arguments, storage.ConnectionString, services, keys), stopping.Token);
        await StarterModels.PublishAsync(services, arguments.GetValue(Models), stopping.Token);
        await using var host = await starting;
        StorageConnection.Keep(storage.ConnectionString, storage.DataFolder);
        PrintAddresses(host.Address.GetLeftPart(UriPartial.Authority), storage.ConnectionString, keys);

        await Task.WhenAny(Task.Delay(Timeout.Infinite, stopping.Token), ParentProcess.WaitForLauncherToEndAsync(stopping.Token));
        await Console.Error.WriteLineAsync("stopping …");
        await stopping.CancelAsync();
        return 0;
    }

    private static FunctionsHostOptions Options(ParseResult arguments, string connectionString, IServiceProvider services, FunctionKeys? keys) => new()
    {
        WorkerDirectory = arguments.GetValue(Worker) ?? WorkerFolder.Find(),
        OpenQueue = services.GetRequiredService<StorageConnections>().Queue,
        Port = arguments.GetValue(Port),
        Settings = new[] { StorageConnections.DefaultName, StorageConnections.HostName }
            .SelectMany(name => StorageConnection.Settings(name, connectionString))
            .Append(new(PageSetting, Environment.GetEnvironmentVariable(PageSetting) ?? "true"))
            .ToDictionary(setting => setting.Key.Replace(":", "__", StringComparison.Ordinal), setting => setting.Value),
        Lease = TimeSpan.FromSeconds(Math.Max(1, arguments.GetValue(Lease))),
        Keys = keys,
    };

    private static void PrintAddresses(string address, string connectionString, FunctionKeys? keys)
    {
        Console.WriteLine($"storage: {connectionString}");
        if (keys is not null)
        {
            Console.WriteLine($"function key: {keys.Default}");
            Console.WriteLine($"master key: {keys.Master}");
        }
        Console.WriteLine($"page:      {address}/");
        Console.WriteLine($"classify:  POST {address}/api/v1/classify");
        Console.WriteLine($"summarize: POST {address}/api/v1/summarize");
        Console.WriteLine($"models:    GET  {address}/api/v1/models");
        Console.WriteLine($"health:    GET  {address}/api/health/ready");
        Console.WriteLine("try:");
        Console.WriteLine($"  curl {address}/api/v1/classify -H 'content-type: text/plain' -d 'A film as warm as it is funny.'");
        Console.WriteLine("ready");
    }
}
