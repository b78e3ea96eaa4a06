using Microsoft.Extensions.Options;
using ServerlessNlp.Models;
using ServerlessNlp.Service.Configuration;
using ServerlessNlp.Service.Models;
using ServerlessNlp.Tasks;

namespace ServerlessNlp.Service.Tasks;

/// <summary>Does tasks with models from storage: the one way that HTTP, queue and command line take. Thread-safe.</summary>
public sealed class TaskRunner(ModelPool models, IOptions<NlpOptions> options)
{
    private TaskLimits Limits => new() { MaxCharacters = options.Value.MaxCharacters };

    /// <summary>Answers documents, waiting for the model no longer than the settings allow.</summary>
    /// <exception cref="NlpException">There is no such model, it is another task's, still loading, or damaged.</exception>
    public Task<TaskResponse> RunAsync(TaskRequest request, CancellationToken cancellationToken) =>
        RunAsync(request, TimeSpan.FromSeconds(options.Value.LoadDeadlineSeconds), cancellationToken);

    /// <summary>Answers documents, waiting for the model up to the deadline.</summary>
    /// <exception cref="NlpException">There is no such model, it is another task's, still loading, or damaged.</exception>
    public async Task<TaskResponse> RunAsync(TaskRequest request, TimeSpan loadDeadline, CancellationToken cancellationToken)
    {
        if (ModelOf(request.Task, request.Model) is not { } reference)
            return TaskResponse.From(null, await Compute(request, null, cancellationToken), cold: false);

        using var lease = await models.RentAsync(reference, loadDeadline, cancellationToken);
        RequireFit(request.Task, lease.Model.Manifest);
        return TaskResponse.From(ModelIdentity.Of(lease.Model.Manifest), await Compute(request, lease, cancellationToken), lease.IsCold);
    }

    /// <summary>The model that a task is done with, or null where it is done without one.</summary>
    public static ModelReference? ModelOf(NlpTask task, ModelReference? named) => named ?? (task.DefaultModel is { } name ? new ModelReference(name) : null);

    /// <summary>Refuses a model that is made for another task.</summary>
    /// <exception cref="NlpException">It is: WrongTask.</exception>
    public static void RequireFit(NlpTask task, ModelManifest manifest)
    {
        if (!task.Accepts(manifest))
            throw new NlpException(ErrorCode.WrongTask, $"The model {manifest.Name} is for {manifest.Task}, not for {task.Name}.");
    }

    // Inference is work for the processor: it must not hold a thread that serves requests.
    private Task<TaskResult> Compute(TaskRequest request, ModelLease? lease, CancellationToken cancellationToken) =>
        Task.Run(() => request.Task.Run(lease?.Model, request.Documents, request.Options, Limits, cancellationToken), cancellationToken);
}
