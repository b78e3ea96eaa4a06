using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker;

namespace ServerlessNlp.Cli.Hosting;

/// <summary>Serves HTTP-triggered functions as routes. Function keys are not asked for: the host listens on this machine alone.</summary>
internal static class HttpFunctions
{
    public static void MapFunctions(this IEndpointRouteBuilder routes, IEnumerable<FunctionMethod> functions, string routePrefix)
    {
        foreach (var function in functions)
        {
            if (function.Trigger<HttpTriggerAttribute>() is not { } trigger)
                continue;
            var route = "/" + string.Join('/', new[] { routePrefix.Trim('/'), trigger.Route ?? function.Name }.Where(part => part.Length > 0));
            routes.MapMethods(route, trigger.Methods ?? [], context => ServeAsync(function, context)).WithDisplayName(function.Name);
        }
    }

    private static async Task ServeAsync(FunctionMethod function, HttpContext context)
    {
        var result = await function.InvokeAsync(context.RequestServices, context.Request, context.Request.RouteValues, context.RequestAborted);
        if (result is not IResult response)
            throw new InvalidOperationException($"The function {function.Name} must return an IResult.");
        await response.ExecuteAsync(context);
    }
}
