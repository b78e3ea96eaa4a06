using Microsoft.Azure.Functions.Worker;

namespace ServerlessNlp.Functions.Hosting;

/// <summary>
/// What callers bring: a function key; or, published with <c>-p:Callers=Entra</c>, an Entra token that App Service
/// authentication checks before a request comes here.
/// </summary>
internal static class CallerAccess
{
#if ENTRA
    /// <summary>The level of functions that callers use.</summary>
    public const AuthorizationLevel Level = AuthorizationLevel.Anonymous;
#else
    /// <summary>The level of functions that callers use.</summary>
    public const AuthorizationLevel Level = AuthorizationLevel.Function;
#endif

    /// <summary>Refuses to start open to everybody.</summary>
    /// <exception cref="InvalidOperationException">No key is asked for, and App Service authentication is off.</exception>
    public static void Verify(AuthorizationLevel level, string? appServiceAuthentication)
    {
        if (level == AuthorizationLevel.Anonymous && !bool.TrueString.Equals(appServiceAuthentication, StringComparison.OrdinalIgnoreCase))
            throw new InvalidOperationException("This worker was published for Entra tokens, and App Service authentication is off. Deploy with ENTRA_CLIENT_ID set, or publish without Callers=Entra.");
    }
}
