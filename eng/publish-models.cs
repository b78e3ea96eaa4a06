#:project ../src/ServerlessNlp.Service/ServerlessNlp.Service.csproj
#:property PublishAot=false
// Publishes the packages under models/ (or the folders given) to the storage of the connection DocumentStorage: in the cloud as
// whoever is logged in (DocumentStorage__accountName=NAME), else by a connection string.
// What is there already is not uploaded again.
using System.Runtime.CompilerServices;
using Azure;
using Azure.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using ServerlessNlp.Models;
using ServerlessNlp.Service.Configuration;
using ServerlessNlp.Service.Models;

var models = Path.GetFullPath(Path.Combine(SourceFolder(), "..", "models"));
var folders = args.Length > 0 ? args : [.. Directory.EnumerateFiles(models, ModelManifest.FileName, SearchOption.AllDirectories).Select(file => Path.GetDirectoryName(file)!).Order()];
if (folders.Length == 0)
{
    Console.Error.WriteLine("There are no packages under models/.");
    return 1;
}
try
{
    var connections = new StorageConnections(new ConfigurationBuilder().AddEnvironmentVariables().Build());
    var storage = new StorageClients(connections, Options.Create(new NlpOptions()));
    if (Environment.GetEnvironmentVariable("DocumentStorage") is not null)
        await storage.CreateMissingAsync(CancellationToken.None);
    var publisher = new ModelPublisher(storage);
    foreach (var folder in folders)
        Console.WriteLine($"{Path.GetFileName(folder)}: {(await publisher.PublishAsync(folder, CancellationToken.None) ? "published" : "is there already")}");
    return 0;
}
catch (Exception e) when (e is RequestFailedException or ModelPackageException or InvalidOperationException or AuthenticationFailedException)
{
    Console.Error.WriteLine(e.Message.Split('\n')[0]);
    return 1;
}

static string SourceFolder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
