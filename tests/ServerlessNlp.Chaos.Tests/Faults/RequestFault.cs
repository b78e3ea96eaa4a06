namespace ServerlessNlp.Chaos.Tests.Faults;

/// <summary>What is done to a request on its way to storage. After means: storage has done what it was asked, and the caller doesn't learn it.</summary>
internal enum RequestFault
{
    None,
    Status500Before,
    Status503Before,
    DroppedBefore,
    SlowBefore,
    Status500After,
    Status503After,
    DroppedAfter,
    CutAfter,
    SlowAfter,
}
