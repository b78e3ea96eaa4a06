using ServerlessNlp.Models;
using ServerlessNlp.Tasks;

namespace ServerlessNlp.Service.Tasks;

/// <summary>Documents, and what to do with them.</summary>
/// <param name="Task">The task.</param>
/// <param name="Model">The model, or null for the task's default.</param>
/// <param name="Options">The options, of the task's own type.</param>
/// <param name="Documents">The documents, with ids that are unique.</param>
public sealed record TaskRequest(NlpTask Task, ModelReference? Model, TaskOptions Options, IReadOnlyList<TaskDocument> Documents);
