using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;
using ServerlessNlp.Functions.Hosting;

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
CallerAccess.Verify(CallerAccess.Level, builder.Configuration["WEBSITE_AUTH_ENABLED"]);
builder.Services
    .AddFunctionServices()
    .AddWorkerTelemetry(builder.Configuration);
builder.Build().Run();
