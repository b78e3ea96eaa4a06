using System.Globalization;
using System.Text.Json;

namespace ServerlessNlp.Tasks;

/// <summary>An option of a task with options of type <typeparamref name="TOptions"/>, and how a value changes them.</summary>
internal sealed record TaskOption<TOptions>(
    string Name,
    TaskOptionKind Kind,
    string Description,
    string Allowed,
    Func<TOptions, JsonElement, TOptions?> Apply) : TaskOption(Name, Kind, Description, Allowed)
    where TOptions : TaskOptions
{
    internal static TaskOption<TOptions> Integer(string name, int least, int most, string description, Func<TOptions, int, TOptions> apply) =>
        new(name, TaskOptionKind.WholeNumber, description, $"a whole number from {least} to {most}",
            (options, value) => value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= least && number <= most ? apply(options, number) : null);

    internal static TaskOption<TOptions> Number(string name, double least, double most, string description, Func<TOptions, double, TOptions> apply) =>
        new(name, TaskOptionKind.Number, description, string.Create(CultureInfo.InvariantCulture, $"a number from {least} to {most}"),
            (options, value) => value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && number >= least && number <= most ? apply(options, number) : null);

    internal static TaskOption<TOptions> Choice<TEnum>(string name, string description, Func<TOptions, TEnum, TOptions> apply, Func<TEnum, string>? spelling = null)
        where TEnum : struct, Enum
    {
        spelling ??= static value => value.ToString();
        var choices = Enum.GetValues<TEnum>().ToDictionary(spelling);
        return new(name, TaskOptionKind.Choice, description, string.Join(" or ", choices.Keys),
            (options, value) => value.ValueKind == JsonValueKind.String && choices.TryGetValue(value.GetString()!, out var choice) ? apply(options, choice) : null);
    }
}
