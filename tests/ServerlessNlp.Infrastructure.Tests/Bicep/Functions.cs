using System.Globalization;

namespace ServerlessNlp.Infrastructure.Tests.Bicep;

/// <summary>The functions of Bicep that our files use and that need no Azure.</summary>
internal static class Functions
{
    /// <returns>False where the function isn't one of them, or an argument isn't known.</returns>
    public static bool TryCall(string name, IReadOnlyList<object?> arguments, out object? result)
    {
        result = (name, arguments) switch
        {
            ("concat", _) when arguments.All(argument => argument is List<object?>) => arguments.SelectMany(argument => (List<object?>)argument!).ToList(),
            ("union", _) when arguments.All(argument => argument is Dictionary<string, object?>) => Union(arguments),
            ("flatten", [List<object?> lists]) when lists.All(list => list is List<object?>) => lists.SelectMany(list => (List<object?>)list!).ToList(),
            ("map", [List<object?> list, Func<object?[], object?> lambda]) => list.Select((item, i) => lambda([item, (long)i])).ToList(),
            ("join", [List<object?> list, string separator]) => string.Join(separator, list),
            ("empty", [string text]) => text.Length == 0,
            ("empty", [List<object?> list]) => list.Count == 0,
            ("length", [List<object?> list]) => (long)list.Count,
            ("indexOf", [List<object?> list, string item]) => (long)list.IndexOf(item),
            ("string", [long number]) => number.ToString(CultureInfo.InvariantCulture),
            ("subscriptionResourceId", [string type, string id]) => $"{{subscription}}/providers/{type}/{id}",
            _ => typeof(Functions), // No value is a type: not called.
        };
        return result is not Type;
    }

    private static Dictionary<string, object?> Union(IEnumerable<object?> objects) =>
        objects.SelectMany(value => (Dictionary<string, object?>)value!)
            .GroupBy(pair => pair.Key)
            .ToDictionary(group => group.Key, group => group.Last().Value);
}
