using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ServerlessNlp.Functions.Hosting;

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
CallerAccess.Verify(CallerAccess.Level, builder.Configuration["WEBSITE_AUTH_ENABLED"]);
builder.Logging.AddWorkerFilters();
builder.Services
    .AddFunctionServices()
    .AddHostedService<StorageCheck>()
    .AddUnlimitedBodies()
    .AddWorkerTelemetry(builder.Configuration);
builder.Build().Run();
