using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;
using ServerlessNlp.Functions.Hosting;
using ServerlessNlp.Service.Configuration;
using ServerlessNlp.Service.Jobs;

namespace ServerlessNlp.Functions.Http;

/// <summary>Jobs: many documents at once, worked on by queue.</summary>
public sealed class JobFunctions(HttpApi api, JobService jobs, JobResults lines, IOptions<NlpOptions> options)
{
    private const string Route = "api/v1/jobs";

    /// <summary>Accepts a job.</summary>
    [Function("CreateJob")]
    public Task<IResult> Create([HttpTrigger(CallerAccess.Level, "post", Route = Route)] HttpRequest request, CancellationToken cancellationToken) =>
        api.AnswerAsync(request, cancellationToken, async cancelled =>
        {
            var job = await JobRequestReader.ReadAsync(request, options.Value, cancelled);
            return JobResponse.Accepted(await jobs.CreateAsync(job, cancelled));
        });

    /// <summary>Tells where a job stands, with a page of its documents that are done.</summary>
    [Function("Job")]
    public Task<IResult> Get([HttpTrigger(CallerAccess.Level, "get", Route = Route + "/{id}")] HttpRequest request, string id, CancellationToken cancellationToken) =>
        api.AnswerAsync(request, cancellationToken, async cancelled =>
        {
            var page = JobPage.Read(request.Query);
            var state = await jobs.GetAsync(id, cancelled);
            return JobResponse.Ok(state, page, await page.LinesAsync(lines, id, cancelled));
        });

    /// <summary>Gives the results of a job as JSON Lines, in the order of its documents.</summary>
    [Function("JobResults")]
    public Task<IResult> Results([HttpTrigger(CallerAccess.Level, "get", Route = Route + "/{id}/results")] HttpRequest request, string id, CancellationToken cancellationToken) =>
        api.AnswerAsync(request, cancellationToken, async cancelled =>
        {
            await jobs.FindAsync(id, cancelled);
            return new JsonLinesResult(aborted => lines.ReadAsync(id, aborted));
        });

    /// <summary>Cancels a job.</summary>
    [Function("CancelJob")]
    public Task<IResult> Cancel([HttpTrigger(CallerAccess.Level, "delete", Route = Route + "/{id}")] HttpRequest request, string id, CancellationToken cancellationToken) =>
        api.AnswerAsync(request, cancellationToken, async cancelled => JobResponse.Cancelled(await jobs.CancelAsync(id, cancelled)));
}
