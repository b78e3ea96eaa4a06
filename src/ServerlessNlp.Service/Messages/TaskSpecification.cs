using System.Text.Json;
using System.Text.Json.Serialization;
using ServerlessNlp.Models;
using ServerlessNlp.Service.Tasks;
using ServerlessNlp.Tasks;

namespace ServerlessNlp.Service.Messages;

/// <summary>A task as a message or a setting names it.</summary>
/// <param name="Task">The task's name.</param>
/// <param name="Model">The model, <c>name</c> or <c>name@version</c>; null for the task's default.</param>
/// <param name="Options">The task's options.</param>
public sealed record TaskSpecification(
    [property: JsonRequired] string Task,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Model = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] JsonElement? Options = null)
{
    /// <summary>Reads the setting <c>DefaultTasks</c>: <c>task</c> or <c>task:model</c>, separated by commas.</summary>
    public static IReadOnlyList<TaskSpecification> ParseSetting(string setting) =>
        [.. setting.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(entry => entry.Split(':', 2, StringSplitOptions.TrimEntries))
            .Select(parts => new TaskSpecification(parts[0], parts.ElementAtOrDefault(1)))];

    /// <summary>Finds the task, and reads the model's name and the options.</summary>
    /// <exception cref="NlpException">TaskNotFound, ModelNotFound or InvalidOption.</exception>
    public ResolvedTask Resolve()
    {
        var task = NlpTask.Find(Task)
            ?? throw new NlpException(ErrorCode.TaskNotFound, $"There is no such task. Tasks are: {string.Join(", ", NlpTask.All.Select(known => known.Name))}.");
        var options = task.ParseOptions(Options);
        if (!options.IsValid)
            throw new NlpException(ErrorCode.InvalidOption, options.Error.Message);
        return new ResolvedTask(task, TaskRunner.ModelOf(task, ParseModel()), options.Options);
    }

    private ModelReference? ParseModel()
    {
        if (Model is null)
            return null;
        return ModelReference.TryParse(Model, out var reference)
            ? reference
            : throw new NlpException(ErrorCode.ModelNotFound, "There is no model of that name: a name is of a-z, 0-9, '.', '_' and '-'.");
    }
}
