using System.Runtime.CompilerServices;
using ServerlessNlp.Service.Poison;

namespace ServerlessNlp.Cli.Commands;

/// <summary>
/// The poison messages that a command has taken to look at. Those that it leaves as they are go back when it is done: only
/// then, since a queue would give them out again at once.
/// </summary>
internal sealed class TakenMessages(PoisonStore store) : IAsyncDisposable
{
    private const int AtOnce = 8;

    private readonly HashSet<PoisonEntry> _toGiveBack = new(ReferenceEqualityComparer.Instance);

    public PoisonStore Store { get; } = store;

    /// <summary>Takes all messages, and gives those that are meant.</summary>
    /// <param name="id">The id, or null for any.</param>
    /// <param name="code">The reason's code, or null for any.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async IAsyncEnumerable<PoisonEntry> TakeAsync(string? id, string? code, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var entry in Store.TakeAllAsync(cancellationToken))
        {
            _toGiveBack.Add(entry);
            if ((id is null || entry.Id == id) && (code is null || string.Equals(entry.Message.Reason.Code, code, StringComparison.OrdinalIgnoreCase)))
                yield return entry;
        }
    }

    /// <summary>Has nothing to give back for a message that has left the queue.</summary>
    public void Forget(PoisonEntry entry) => _toGiveBack.Remove(entry);

    /// <summary>Says how many messages there are that somebody else has taken, if there are.</summary>
    public async Task TellOfOthersAsync(CancellationToken cancellationToken)
    {
        var others = await Store.CountAsync(cancellationToken) - _toGiveBack.Count;
        if (others > 0)
            await Console.Error.WriteLineAsync($"{others} more are looked at by somebody else. Look again in a minute.");
    }

    public async ValueTask DisposeAsync() =>
        await Parallel.ForEachAsync(_toGiveBack, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (entry, _) => await Store.GiveBackAsync(entry, CancellationToken.None));
}
