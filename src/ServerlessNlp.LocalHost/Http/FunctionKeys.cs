using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace ServerlessNlp.LocalHost.Http;

/// <summary>The keys that callers bring, in the header <c>x-functions-key</c> or the parameter <c>code</c>: one for functions, one for all. Thread-safe.</summary>
public sealed class FunctionKeys
{
    private const string Header = "x-functions-key";
    private const string Parameter = "code";
    private const int Bytes = 40;

    /// <summary>Opens functions of the level <c>Function</c>.</summary>
    public string Default { get; } = NewKey();

    /// <summary>Opens every function.</summary>
    public string Master { get; } = NewKey();

    /// <summary>Whether a request may call a function.</summary>
    internal bool Admit(HttpRequest request, AuthorizationLevel level)
    {
        if (level == AuthorizationLevel.Anonymous)
            return true;
        var key = request.Headers[Header].FirstOrDefault() ?? request.Query[Parameter].FirstOrDefault() ?? "";
        return IsSame(key, Master) || (level == AuthorizationLevel.Function && IsSame(key, Default));
    }

    // In the same time whatever differs.
    private static bool IsSame(string key, string right) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(right));

    private static string NewKey() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));
}
