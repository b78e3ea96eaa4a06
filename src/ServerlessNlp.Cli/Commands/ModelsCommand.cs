using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using ServerlessNlp.Cli.Local;
using ServerlessNlp.Cli.Output;
using ServerlessNlp.Service.Configuration;
using ServerlessNlp.Service.Models;

namespace ServerlessNlp.Cli.Commands;

/// <summary><c>nlp models</c>: what models there are, and bringing one into storage.</summary>
internal static class ModelsCommand
{
    private static readonly Option<string?> Storage = new("--storage") { Description = "A connection string, or the folder of Azurite's data.", Recursive = true };
    private static readonly Argument<string> Folder = new("DIR") { Description = "The folder of a package." };

    public static Command Create()
    {
        var list = new Command("list", "Lists the models in storage.");
        list.SetAction((result, cancellationToken) => ListAsync(result.GetValue(Storage), cancellationToken));
        var publish = new Command("publish", "Brings a package into storage and serves it from now on.") { Folder };
        publish.SetAction((result, cancellationToken) => PublishAsync(result.GetValue(Folder)!, result.GetValue(Storage), cancellationToken));
        var command = new Command("models", "The models in storage, and packages.") { Storage, list, publish };
        foreach (var package in PackageCommands.Create())
            command.Add(package);
        command.SetAction((result, cancellationToken) => ListAsync(result.GetValue(Storage), cancellationToken));
        return command;
    }

    private static async Task<int> ListAsync(string? storage, CancellationToken cancellationToken)
    {
        await using var services = StorageServices.Build(StorageConnection.Find(storage));
        foreach (var model in await services.GetRequiredService<ModelCatalog>().ListAsync(cancellationToken))
        {
            var manifest = model.Manifest;
            Console.WriteLine($"{manifest.Name}@{manifest.Version}\t{manifest.Task}\t{manifest.Architecture}\t{manifest.Precision}\t{Number.Megabytes(manifest.TotalBytes)}\t{string.Join(", ", manifest.Labels)}");
        }
        return 0;
    }

    private static async Task<int> PublishAsync(string folder, string? storage, CancellationToken cancellationToken)
    {
        await using var services = StorageServices.Build(StorageConnection.Find(storage));
        await services.GetRequiredService<StorageClients>().CreateMissingAsync(cancellationToken);
        var isNew = await services.GetRequiredService<ModelPublisher>().PublishAsync(folder, cancellationToken);
        Console.WriteLine(isNew ? "published" : "is there already");
        return 0;
    }
}
