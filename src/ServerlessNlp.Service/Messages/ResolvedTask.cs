using ServerlessNlp.Models;
using ServerlessNlp.Tasks;

namespace ServerlessNlp.Service.Messages;

/// <summary>A task with its model and options read and checked.</summary>
/// <param name="Task">The task.</param>
/// <param name="Model">The model, or null where the task is done without one.</param>
/// <param name="Options">The options, of the task's own type.</param>
public sealed record ResolvedTask(NlpTask Task, ModelReference? Model, TaskOptions Options);
