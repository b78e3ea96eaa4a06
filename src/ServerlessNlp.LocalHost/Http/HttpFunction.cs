using Microsoft.AspNetCore.Http;
using ServerlessNlp.LocalHost.Rpc;
using ServerlessNlp.LocalHost.Workers;

namespace ServerlessNlp.LocalHost.Http;

/// <summary>An HTTP-triggered function.</summary>
internal sealed class HttpFunction(FunctionDescription function)
{
    /// <summary>The kind of trigger.</summary>
    public const string TriggerType = "httpTrigger";

    public string Name => function.Name;

    public IReadOnlyList<string> Methods => function.Texts("methods");

    /// <summary>What a caller must bring; the protocol's default is a function key.</summary>
    public AuthorizationLevel Level => Enum.TryParse<AuthorizationLevel>(function.Text("authLevel"), ignoreCase: true, out var level) ? level : AuthorizationLevel.Function;

    /// <summary>The route, without a slash before it.</summary>
    public string Route(string prefix) => string.Join('/', new[] { prefix.Trim('/'), function.Text("route") ?? function.Name }.Where(part => part.Length > 0));

    /// <summary>The call for a request. The request itself is forwarded beside it; the call carries what stands in its route.</summary>
    public InvocationRequest Invocation(HttpRequest request, string id)
    {
        var invocation = new InvocationRequest { InvocationId = id, FunctionId = function.Id };
        invocation.InputData.Add(new ParameterBinding { Name = function.ParameterName, Data = new TypedData { Http = new RpcHttp() } });
        foreach (var (name, value) in request.RouteValues)
            invocation.TriggerMetadata.Add(name, new TypedData { String = value?.ToString() ?? "" });
        return invocation;
    }
}
