using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ServerlessNlp.Service.Documents;
using ServerlessNlp.Service.Jobs;
using ServerlessNlp.Service.Models;
using ServerlessNlp.Service.Results;
using ServerlessNlp.Service.Tasks;
using ServerlessNlp.Service.Queue;
using ServerlessNlp.Service.Poison;

namespace ServerlessNlp.Service.Configuration;

/// <summary>Registers what this layer offers.</summary>
public static class ServiceCollectionExtensions
{
    /// <summary>Adds models, documents, work and results on Azure Storage, with the settings checked at start.</summary>
    public static IServiceCollection AddServerlessNlp(this IServiceCollection services)
    {
        services.AddOptions<NlpOptions>()
            // A misspelt setting is an error, not a default.
            .BindConfiguration(NlpOptions.Section, binder => binder.ErrorOnUnknownConfiguration = true)
            .ValidateDataAnnotations()
            .Validate(NlpOptionsChecks.DefaultTasksAreKnown, NlpOptionsChecks.DefaultTasksMessage)
            .ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        return services
            .AddSingleton<StorageConnections>()
            .AddSingleton<StorageClients>()
            .AddSingleton<ModelCatalog>()
            .AddSingleton<ModelCache>()
            .AddSingleton<ModelPool>()
            .AddSingleton<ModelPublisher>()
            .AddSingleton<TaskRunner>()
            .AddSingleton<DocumentReader>()
            .AddSingleton<ResultStore>()
            .AddSingleton<OriginalStore>()
            .AddSingleton<RetryQueue>()
            .AddSingleton<DeliveryLog>()
            .AddSingleton<WorkGate>()
            .AddSingleton<MarkerStore>()
            .AddSingleton<PoisonQueue>()
            .AddSingleton<PoisonStore>()
            .AddSingleton<DocumentHandler>()
            .AddSingleton<BatchHandler>()
            .AddSingleton<ItemHandler>()
            .AddSingleton<JobStore>()
            .AddSingleton<JobService>()
            .AddSingleton<JobPlanner>()
            .AddSingleton<JobWatch>()
            .AddSingleton<JobHandler>()
            .AddSingleton<JobResults>()
            .AddSingleton<WorkProcessor>();
    }
}
