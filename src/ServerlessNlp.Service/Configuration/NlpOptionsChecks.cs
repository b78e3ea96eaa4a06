using ServerlessNlp.Service.Messages;

namespace ServerlessNlp.Service.Configuration;

/// <summary>What attributes can't say about the settings.</summary>
internal static class NlpOptionsChecks
{
    public const string DefaultTasksMessage = "Nlp__DefaultTasks must be tasks separated by commas, each 'task' or 'task:model', such as 'classify,summarize'.";

    public static bool DefaultTasksAreKnown(NlpOptions options)
    {
        try
        {
            var tasks = TaskSpecification.ParseSetting(options.DefaultTasks);
            foreach (var task in tasks)
                _ = task.Resolve();
            return tasks.Count > 0;
        }
        catch (NlpException)
        {
            // Told by the message of the check.
            return false;
        }
    }
}
