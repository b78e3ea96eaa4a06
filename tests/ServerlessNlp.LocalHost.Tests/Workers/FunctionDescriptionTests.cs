using Azure.Storage.Queues.Models;
using ServerlessNlp.LocalHost.Http;
using ServerlessNlp.LocalHost.Queues;
using ServerlessNlp.LocalHost.Rpc;
using ServerlessNlp.LocalHost.Workers;

namespace ServerlessNlp.LocalHost.Tests.Workers;

public sealed class FunctionDescriptionTests
{
    [Fact]
    public void An_http_function_has_its_route_methods_and_level()
    {
        var function = new HttpFunction(Function(
            """{"name":"request","type":"httpTrigger","authLevel":"Admin","methods":["get","post"],"route":"v1/items/{id}"}""",
            """{"name":"$return","type":"http","direction":"Out"}"""));

        Assert.Equal("v1/items/{id}", function.Route(""));
        Assert.Equal("api/v1/items/{id}", function.Route("/api/"));
        Assert.Equal(["get", "post"], function.Methods);
        Assert.Equal(AuthorizationLevel.Admin, function.Level);
    }

    [Fact]
    public void An_http_function_without_a_route_has_its_name_and_asks_for_a_key()
    {
        var function = new HttpFunction(Function("""{"name":"request","type":"httpTrigger"}"""));

        Assert.Equal("api/Work", function.Route("api"));
        Assert.Equal(AuthorizationLevel.Function, function.Level);
    }

    [Theory]
    [InlineData("\"True\"", true)]
    [InlineData("true", true)]
    [InlineData("\"False\"", false)]
    public void A_message_is_given_whole_or_as_text_as_the_worker_wants_it(string deferred, bool isWhole)
    {
        var function = new QueueFunction(Function($$$"""{"name":"message","type":"queueTrigger","queueName":"work","properties":{"supportsDeferredBinding":{{{deferred}}}}}"""));
        var message = QueuesModelFactory.QueueMessage("id", "receipt", "body", 3);

        var invocation = function.Invocation(message);

        var data = Assert.Single(invocation.InputData).Data;
        Assert.Equal(isWhole, data.ModelBindingData is not null);
        Assert.Contains("body", isWhole ? data.ModelBindingData!.Content.ToStringUtf8() : data.String);
        Assert.Equal("3", invocation.TriggerMetadata["DequeueCount"].Json);
        Assert.Equal("AzureWebJobsStorage", function.Connection);
    }

    [Fact]
    public void A_function_without_a_trigger_is_refused() =>
        Assert.Contains("Work has no trigger", Assert.Throws<FunctionsHostException>(() => Function("""{"name":"$return","type":"http"}""")).Message);

    private static FunctionDescription Function(params string[] bindings)
    {
        var metadata = new RpcFunctionMetadata { Name = "Work", FunctionId = "1" };
        metadata.RawBindings.AddRange(bindings);
        return FunctionDescription.Of(metadata);
    }
}
