using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace ServerlessNlp.Cli.Hosting;

/// <summary>A method marked <c>[Function]</c>, and how it's called.</summary>
internal sealed class FunctionMethod
{
    private readonly MethodInfo _method;
    private readonly ParameterInfo[] _parameters;

    private FunctionMethod(string name, MethodInfo method)
    {
        Name = name;
        _method = method;
        _parameters = method.GetParameters();
    }

    /// <summary>The function's name.</summary>
    public string Name { get; }

    /// <summary>Finds the functions of an assembly.</summary>
    /// <exception cref="InvalidOperationException">Two have the same name.</exception>
    public static IReadOnlyList<FunctionMethod> Find(Assembly assembly)
    {
        var functions = assembly.GetTypes()
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static))
            .Select(method => (Method: method, Attribute: method.GetCustomAttribute<FunctionAttribute>()))
            .Where(found => found.Attribute is not null)
            .Select(found => new FunctionMethod(found.Attribute!.Name, found.Method))
            .ToList();
        if (functions.GroupBy(function => function.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new InvalidOperationException($"Two functions have the name {twice.Key}.");
        return functions;
    }

    /// <summary>The trigger of this kind, or null.</summary>
    public TTrigger? Trigger<TTrigger>()
        where TTrigger : Attribute =>
        _parameters.Select(parameter => parameter.GetCustomAttribute<TTrigger>()).FirstOrDefault(trigger => trigger is not null);

    /// <summary>Calls the function on a new instance of its class.</summary>
    /// <param name="services">Where constructor and method find what they ask for.</param>
    /// <param name="trigger">What triggers it: goes to the parameter of its type.</param>
    /// <param name="values">Values of the trigger, such as those of a route: each goes to the string parameter of its name.</param>
    /// <param name="cancellationToken">Goes to the parameter of its type.</param>
    /// <returns>What it returns, awaited.</returns>
    public async Task<object?> InvokeAsync(IServiceProvider services, object trigger, IReadOnlyDictionary<string, object?> values, CancellationToken cancellationToken)
    {
        var instance = _method.IsStatic ? null : ActivatorUtilities.CreateInstance(services, _method.DeclaringType!);
        var arguments = _parameters.Select(parameter => Argument(parameter, services, trigger, values, cancellationToken)).ToArray();
        var returned = _method.Invoke(instance, BindingFlags.DoNotWrapExceptions, null, arguments, null);
        if (returned is not Task task)
            return returned;
        await task;
        return task.GetType().GetProperty(nameof(Task<object>.Result))?.GetValue(task);
    }

    private static object? Argument(ParameterInfo parameter, IServiceProvider services, object trigger, IReadOnlyDictionary<string, object?> values, CancellationToken cancellationToken)
    {
        var type = parameter.ParameterType;
        if (type.IsInstanceOfType(trigger))
            return trigger;
        if (type == typeof(string))
            return values.GetValueOrDefault(parameter.Name!);
        return type == typeof(CancellationToken) ? cancellationToken : services.GetRequiredService(type);
    }
}
