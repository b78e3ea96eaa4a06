namespace ServerlessNlp.Chaos.Tests.Faults;

/// <summary>What is done to the workers and to storage while documents are worked on.</summary>
internal enum FaultKind
{
    /// <summary>A worker dies in the middle of whatever it does.</summary>
    KillWorker,

    /// <summary>A worker is asked to stop, as a deployment does.</summary>
    TerminateWorker,

    /// <summary>A worker stands still until others have its messages, and then goes on as if nothing had been.</summary>
    FreezeWorker,

    /// <summary>Storage goes away and comes back.</summary>
    RestartStorage,

    /// <summary>For a while, a third of all requests fail in some way.</summary>
    Storm,
}
