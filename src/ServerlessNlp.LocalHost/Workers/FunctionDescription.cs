using System.Text.Json;
using ServerlessNlp.LocalHost.Rpc;

namespace ServerlessNlp.LocalHost.Workers;

/// <summary>A function as the worker tells of it.</summary>
internal sealed class FunctionDescription
{
    private readonly JsonElement _trigger;

    private FunctionDescription(RpcFunctionMetadata metadata, JsonElement trigger)
    {
        Metadata = metadata;
        _trigger = trigger;
    }

    /// <summary>What the worker wants to be given back when the function is loaded.</summary>
    public RpcFunctionMetadata Metadata { get; }

    public string Id => Metadata.FunctionId;

    public string Name => Metadata.Name;

    /// <summary>The kind of its trigger, such as <c>httpTrigger</c>.</summary>
    public string TriggerType => Text("type") ?? "";

    /// <summary>The name of the parameter that the trigger is bound to.</summary>
    public string ParameterName => Text("name") ?? "";

    /// <summary>Whether the trigger's parameter is given by reference (an SDK type) and not as text.</summary>
    public bool IsDeferred => _trigger.TryGetProperty("properties", out var properties) && properties.TryGetProperty("supportsDeferredBinding", out var deferred)
        && bool.TryParse(deferred.ToString(), out var isDeferred) && isDeferred;

    /// <summary>Reads what a worker says of a function.</summary>
    /// <exception cref="FunctionsHostException">It has no trigger.</exception>
    public static FunctionDescription Of(RpcFunctionMetadata metadata)
    {
        var trigger = metadata.RawBindings.Select(binding => JsonElement.Parse(binding))
            .FirstOrDefault(binding => binding.TryGetProperty("type", out var type) && type.GetString()!.EndsWith("Trigger", StringComparison.OrdinalIgnoreCase));
        return trigger.ValueKind == JsonValueKind.Object
            ? new FunctionDescription(metadata, trigger)
            : throw new FunctionsHostException($"The function {metadata.Name} has no trigger.");
    }

    /// <summary>A text of the trigger's binding, or null.</summary>
    public string? Text(string property) => _trigger.TryGetProperty(property, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>The texts of a list of the trigger's binding; empty where there is none.</summary>
    public IReadOnlyList<string> Texts(string property) =>
        _trigger.TryGetProperty(property, out var values) && values.ValueKind == JsonValueKind.Array ? [.. values.EnumerateArray().Select(value => value.GetString()!)] : [];
}
