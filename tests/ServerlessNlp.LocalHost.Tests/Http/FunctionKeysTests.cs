using Microsoft.AspNetCore.Http;
using ServerlessNlp.LocalHost.Http;

namespace ServerlessNlp.LocalHost.Tests.Http;

public sealed class FunctionKeysTests
{
    private readonly FunctionKeys _keys = new();

    [Fact]
    public void A_function_is_opened_by_its_key_or_the_master_key_in_the_header_or_the_address()
    {
        Assert.True(_keys.Admit(WithHeader(_keys.Default), AuthorizationLevel.Function));
        Assert.True(_keys.Admit(WithHeader(_keys.Master), AuthorizationLevel.Function));
        Assert.True(_keys.Admit(WithParameter(_keys.Default), AuthorizationLevel.Function));
    }

    [Fact]
    public void An_admin_function_is_opened_by_the_master_key_alone()
    {
        Assert.True(_keys.Admit(WithHeader(_keys.Master), AuthorizationLevel.Admin));
        Assert.False(_keys.Admit(WithHeader(_keys.Default), AuthorizationLevel.Admin));
    }

    [Theory]
    [InlineData("")]
    [InlineData("wrong")]
    public void Nothing_else_opens_any(string key)
    {
        Assert.False(_keys.Admit(WithHeader(key), AuthorizationLevel.Function));
        Assert.False(_keys.Admit(WithHeader(_keys.Default[..^1]), AuthorizationLevel.Function));
        Assert.False(_keys.Admit(new DefaultHttpContext().Request, AuthorizationLevel.Function));
    }

    [Fact]
    public void An_anonymous_function_needs_none() => Assert.True(_keys.Admit(new DefaultHttpContext().Request, AuthorizationLevel.Anonymous));

    [Fact]
    public void No_two_keys_are_alike() => Assert.Equal(4, new[] { _keys.Default, _keys.Master, new FunctionKeys().Default, new FunctionKeys().Master }.Distinct().Count());

    private static HttpRequest WithHeader(string key) => new DefaultHttpContext { Request = { Headers = { ["x-functions-key"] = key } } }.Request;

    private static HttpRequest WithParameter(string key) => new DefaultHttpContext { Request = { QueryString = QueryString.Create("code", key) } }.Request;
}
