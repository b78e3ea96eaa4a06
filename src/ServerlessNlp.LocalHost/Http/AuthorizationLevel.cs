namespace ServerlessNlp.LocalHost.Http;

/// <summary>What a caller of a function must bring (learn.microsoft.com/azure/azure-functions/function-keys-how-to).</summary>
internal enum AuthorizationLevel
{
    /// <summary>Nothing.</summary>
    Anonymous,

    /// <summary>A function key, or the master key.</summary>
    Function,

    /// <summary>The master key.</summary>
    Admin,
}
