using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ServerlessNlp.Service.Configuration;

namespace ServerlessNlp.Cli.Local;

/// <summary>The services of the storage layer for commands that run without a host.</summary>
internal static class StorageServices
{
    /// <summary>Builds them for a connection string.</summary>
    /// <exception cref="CliException">A setting is wrong.</exception>
    /// <exception cref="NlpException">The connection is wrong.</exception>
    public static ServiceProvider Build(string connectionString)
    {
        var configuration = new ConfigurationBuilder()
            .AddEnvironmentVariables()
            .AddInMemoryCollection(StorageConnection.Settings(StorageConnections.DefaultName, connectionString))
            .Build();
        var services = new ServiceCollection()
            .AddSingleton<IConfiguration>(configuration)
            .AddLogging(logging => logging.AddSimpleConsole(options => options.SingleLine = true).SetMinimumLevel(LogLevel.Error))
            .Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(options => options.LogToStandardErrorThreshold = LogLevel.Trace)
            .AddServerlessNlp()
            .BuildServiceProvider();
        try
        {
            services.GetRequiredService<StorageClients>().Check();
            return services;
        }
        catch (Exception exception) when (exception is OptionsValidationException or InvalidOperationException)
        {
            throw new CliException(exception.Message, exception);
        }
    }
}
