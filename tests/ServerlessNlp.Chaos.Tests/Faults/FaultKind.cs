namespace ServerlessNlp.Chaos.Tests.Faults;

/// <summary>What is done to the hosts, their workers and storage while documents are worked on.</summary>
internal enum FaultKind
{
    /// <summary>A worker dies in the middle of whatever it does; its host starts another.</summary>
    KillWorker,

    /// <summary>A host dies, and its worker with it.</summary>
    KillHost,

    /// <summary>A host is asked to stop, as a deployment does.</summary>
    TerminateHost,

    /// <summary>A host and its worker stand still until others have its messages, and then goes on as if nothing had been.</summary>
    FreezeHost,

    /// <summary>Storage goes away and comes back.</summary>
    RestartStorage,

    /// <summary>For a while, a third of all requests fail in some way.</summary>
    Storm,
}
