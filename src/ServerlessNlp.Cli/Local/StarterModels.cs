using Microsoft.Extensions.DependencyInjection;
using ServerlessNlp.Models;
using ServerlessNlp.Service.Models;

namespace ServerlessNlp.Cli.Local;

/// <summary>The model packages of a folder, brought into storage.</summary>
internal static class StarterModels
{
    /// <summary>Publishes those that are not there.</summary>
    /// <param name="services">The services of the storage layer.</param>
    /// <param name="folder">The folder, or null for <c>models/</c> of the checkout; nothing happens where there is none.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public static async Task PublishAsync(IServiceProvider services, string? folder, CancellationToken cancellationToken)
    {
        folder ??= LocalFolder.Repository is { } repository ? Path.Combine(repository, "models") : null;
        if (folder is null || !Directory.Exists(folder))
            return;
        var publisher = services.GetRequiredService<ModelPublisher>();
        foreach (var package in Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal).Where(package => File.Exists(Path.Combine(package, ModelManifest.FileName))))
        {
            var isNew = await publisher.PublishAsync(package, cancellationToken);
            await Console.Error.WriteLineAsync($"model {Path.GetFileName(package)}: {(isNew ? "published" : "is there already")}");
        }
    }
}
