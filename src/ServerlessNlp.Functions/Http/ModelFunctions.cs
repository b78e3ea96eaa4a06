using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using ServerlessNlp.Functions.Hosting;
using ServerlessNlp.Service.Models;

namespace ServerlessNlp.Functions.Http;

/// <summary>What models there are.</summary>
public sealed class ModelFunctions(HttpApi api, ModelCatalog catalog, ModelPool pool)
{
    /// <summary>Lists the models.</summary>
    [Function("Models")]
    public Task<IResult> List([HttpTrigger(CallerAccess.Level, "get", Route = "api/v1/models")] HttpRequest request, CancellationToken cancellationToken) =>
        api.AnswerAsync(request, cancellationToken, async cancelled =>
            ApiResult.Ok(JsonSerializer.SerializeToUtf8Bytes(ModelList.Of(await catalog.ListAsync(cancelled), pool.Loaded), HttpJson.Relaxed.ModelList)));
}
