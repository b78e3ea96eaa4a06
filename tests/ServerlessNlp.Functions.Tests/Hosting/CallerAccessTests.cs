using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using ServerlessNlp.Functions.Hosting;

namespace ServerlessNlp.Functions.Tests.Hosting;

public sealed class CallerAccessTests
{
    private static IEnumerable<(string Name, HttpTriggerAttribute Trigger)> HttpFunctions =>
        from type in typeof(FunctionServices).Assembly.GetTypes()
        from method in type.GetMethods()
        let function = method.GetCustomAttribute<FunctionAttribute>()
        where function is not null
        from parameter in method.GetParameters()
        let trigger = parameter.GetCustomAttribute<HttpTriggerAttribute>()
        where trigger is not null
        select (function.Name, trigger);

    [Fact]
    public void Only_health_and_the_page_which_holds_nothing_are_open_to_everybody() =>
        Assert.Equal(["HealthLive", "HealthReady", "Page", "PageFile"], HttpFunctions.Where(function => function.Trigger.AuthLevel == AuthorizationLevel.Anonymous).Select(function => function.Name).Order());

    [Fact]
    public void What_callers_use_asks_for_a_function_key()
    {
        var others = HttpFunctions.Where(function => !function.Name.StartsWith("Health", StringComparison.Ordinal) && !function.Name.StartsWith("Page", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(others);
        Assert.All(others, function => Assert.Equal(AuthorizationLevel.Function, function.Trigger.AuthLevel));
    }

    [Fact]
    public void No_route_changes_models() =>
        Assert.DoesNotContain(HttpFunctions, function => function.Trigger.Route!.Contains("models") && function.Trigger.Methods is not ["get"]);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("False")]
    public void A_worker_for_Entra_tokens_does_not_start_where_nobody_checks_them(string? appServiceAuthentication) =>
        Assert.Throws<InvalidOperationException>(() => CallerAccess.Verify(AuthorizationLevel.Anonymous, appServiceAuthentication));

    [Fact]
    public void A_worker_for_Entra_tokens_starts_behind_App_Service_authentication() => CallerAccess.Verify(AuthorizationLevel.Anonymous, "True");

    [Fact]
    public void A_worker_for_function_keys_starts_anywhere() => CallerAccess.Verify(AuthorizationLevel.Function, null);
}
