using System.Text;
using System.Text.Json;
using ServerlessNlp.Inference;

namespace ServerlessNlp.Tasks;

/// <summary>A task with options of its own type, read by its table of options.</summary>
internal abstract class NlpTask<TOptions> : NlpTask
    where TOptions : TaskOptions, new()
{
    private readonly TaskOption<TOptions>[] _table;

    private protected NlpTask(params TaskOption<TOptions>[] options) =>
        _table = [.. options, TaskOption<TOptions>.Choice<StringIndexType>("stringIndexType", "the unit of offsets and lengths (Utf16CodeUnit)", (o, value) => o with { StringIndexType = value })];

    public sealed override IReadOnlyList<TaskOption> Options => _table;

    public sealed override TaskOptions DefaultOptions { get; } = new TOptions();

    public sealed override OptionsResult ParseOptions(JsonElement? json)
    {
        if (json is not { } element || element.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined)
            return new OptionsResult(DefaultOptions);
        if (element.ValueKind != JsonValueKind.Object)
            return new OptionsResult("options must be an object.");

        var options = new TOptions();
        foreach (var property in element.EnumerateObject())
        {
            if (OptionNamed(property.Name) is not { } option)
                return Unknown();
            if (property.Value.ValueKind == JsonValueKind.Null)
                continue;
            if (option.Apply(options, property.Value) is not { } changed)
                return NotAllowed(option);
            options = changed;
        }
        return new OptionsResult(options);
    }

    public sealed override OptionsResult ParseOptions(IEnumerable<KeyValuePair<string, string>> query)
    {
        var options = new TOptions();
        foreach (var (name, text) in query)
        {
            if (OptionNamed(name) is not { } option)
                return Unknown();
            if (ToJson(option, text) is not { } value || option.Apply(options, value) is not { } changed)
                return NotAllowed(option);
            options = changed;
        }
        return new OptionsResult(options);
    }

    private protected sealed override TaskResult Answer(Model? model, IReadOnlyList<TaskDocument> documents, TaskOptions options, CancellationToken cancellationToken) =>
        options is TOptions own
            ? Answer(model, documents, own, cancellationToken)
            : throw new ArgumentException($"These are not options of {Name}.", nameof(options));

    private protected abstract TaskResult Answer(Model? model, IReadOnlyList<TaskDocument> documents, TOptions options, CancellationToken cancellationToken);

    private static JsonElement? ToJson(TaskOption option, string text)
    {
        if (option.Kind == TaskOptionKind.Choice)
            return JsonElement.Parse($"\"{JsonEncodedText.Encode(Encoding.UTF8.GetBytes(text))}\"");

        try
        {
            return JsonElement.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private TaskOption<TOptions>? OptionNamed(string name) => Array.Find(_table, option => option.Name == name);

    private OptionsResult Unknown() =>
        new($"An option is unknown. The task {Name} has: {string.Join(", ", _table.Select(option => option.Name))}.");

    private static OptionsResult NotAllowed(TaskOption option) => new($"The option {option.Name} must be {option.Allowed}.");
}
