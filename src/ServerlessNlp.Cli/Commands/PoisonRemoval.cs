using ServerlessNlp.Service.Poison;

namespace ServerlessNlp.Cli.Commands;

/// <summary>Messages that leave the poison queue, copies of one counted once.</summary>
internal sealed class PoisonRemoval
{
    private readonly HashSet<string> _ids = [];

    public int Count => _ids.Count;

    /// <summary>Puts the original back into the queue of work, once for all of its copies.</summary>
    public async Task ReplayAsync(PoisonStore store, PoisonEntry entry, CancellationToken cancellationToken)
    {
        if (_ids.Contains(entry.Id))
            await store.DropAsync(entry, cancellationToken);
        else
            await store.ReplayAsync(entry, cancellationToken);
        _ids.Add(entry.Id);
    }

    /// <summary>Removes a message for good.</summary>
    public async Task DropAsync(PoisonStore store, PoisonEntry entry, CancellationToken cancellationToken)
    {
        await store.DropAsync(entry, cancellationToken);
        _ids.Add(entry.Id);
    }
}
