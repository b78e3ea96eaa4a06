using Microsoft.Extensions.DependencyInjection;
using ServerlessNlp.Inference;
using ServerlessNlp.Models;
using ServerlessNlp.Service.Models;
using ServerlessNlp.Service.Tasks;
using ServerlessNlp.Tasks;

namespace ServerlessNlp.Cli.Local;

/// <summary>Does a task for a command: with a package's folder as it is, with a model from storage, or with none.</summary>
internal sealed class TaskSession : IAsyncDisposable
{
    private readonly Func<TaskRequest, CancellationToken, Task<TaskResponse>> _run;
    private readonly IAsyncDisposable? _services;
    private readonly Model? _model;

    private TaskSession(Func<TaskRequest, CancellationToken, Task<TaskResponse>> run, IAsyncDisposable? services = null, Model? model = null)
    {
        _run = run;
        _services = services;
        _model = model;
    }

    /// <summary>Opens a session.</summary>
    /// <param name="task">The task.</param>
    /// <param name="model">A folder with a manifest, a model's name, or null for the task's default.</param>
    /// <param name="storage">What <c>--storage</c> says, or null.</param>
    /// <param name="cancellationToken">Ends the loading of a folder's model.</param>
    public static TaskSession Open(NlpTask task, string? model, string? storage, CancellationToken cancellationToken)
    {
        if (model is not null && IsPackage(model))
            return FromFolder(task, model, cancellationToken);
        var reference = TaskRunner.ModelOf(task, Parse(model));
        if (reference is null)
            return new TaskSession((request, cancelled) => Task.FromResult(TaskResponse.From(null, task.Run(null, request.Documents, request.Options, TaskLimits.Default, cancelled), cold: false)));
        var services = StorageServices.Build(StorageConnection.Find(storage));
        var runner = services.GetRequiredService<TaskRunner>();
        return new TaskSession((request, cancelled) => runner.RunAsync(request with { Model = reference }, Timeout.InfiniteTimeSpan, cancelled), services);
    }

    /// <summary>The manifest of a model: in a folder, or by name in storage.</summary>
    /// <exception cref="NlpException">Storage has no such model.</exception>
    public static async Task<ModelManifest> ManifestOfAsync(string model, string? storage, CancellationToken cancellationToken)
    {
        if (IsPackage(model))
            return ModelPackage.Open(model).Manifest;
        var reference = Parse(model)!;
        await using var services = StorageServices.Build(StorageConnection.Find(storage));
        var published = await services.GetRequiredService<ModelCatalog>().FindAsync(reference, cancellationToken);
        return published?.Manifest ?? throw new NlpException(ErrorCode.ModelNotFound, $"There is no model {reference}.");
    }

    /// <summary>Answers documents.</summary>
    public Task<TaskResponse> RunAsync(TaskRequest request, CancellationToken cancellationToken) => _run(request, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        _model?.Dispose();
        if (_services is not null)
            await _services.DisposeAsync();
    }

    private static TaskSession FromFolder(NlpTask task, string folder, CancellationToken cancellationToken)
    {
        var package = ModelPackage.Open(folder);
        TaskRunner.RequireFit(task, package.Manifest);
        var model = ModelLoader.Load(package, new InferenceOptions(), cancellationToken);
        var isCold = true;
        return new TaskSession((request, cancelled) =>
        {
            var response = TaskResponse.From(ModelIdentity.Of(model.Manifest), task.Run(model, request.Documents, request.Options, TaskLimits.Default, cancelled), isCold);
            isCold = false;
            return Task.FromResult(response);
        }, model: model);
    }

    private static bool IsPackage(string model) => File.Exists(Path.Combine(model, ModelManifest.FileName));

    private static ModelReference? Parse(string? model)
    {
        if (model is null)
            return null;
        return ModelReference.TryParse(model, out var reference)
            ? reference
            : throw new CliException($"'{model}' is neither a folder with a {ModelManifest.FileName} nor the name of a model.");
    }
}
