using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;
using ServerlessNlp.Service.Configuration;

namespace ServerlessNlp.Functions.Page;

/// <summary>
/// A page to try everything, where the setting <c>Page</c> is on. It is open to everybody: it holds nothing, and what it
/// calls asks for keys as ever.
/// </summary>
public sealed class PageFunctions(IOptions<NlpOptions> options)
{
    /// <summary>The page itself. The route is empty, in the way that the functions host understands.</summary>
    [Function("Page")]
    public IResult Index([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "{ignored:maxlength(0)?}")] HttpRequest request)
    {
        _ = request;
        return Serve("index.html");
    }

    /// <summary>What belongs to it.</summary>
    [Function("PageFile")]
    public IResult File([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "page/{file}")] HttpRequest request, string file)
    {
        _ = request;
        return Serve(file);
    }

    private IResult Serve(string file) => options.Value.Page && PageFile.Find(file) is { } found ? found : TypedResults.NotFound();
}
