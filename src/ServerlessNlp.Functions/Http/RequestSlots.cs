using Microsoft.Extensions.Options;
using ServerlessNlp.Service.Configuration;

namespace ServerlessNlp.Functions.Http;

/// <summary>As many requests as are worked on at once; one more is refused at once instead of waiting. Thread-safe.</summary>
public sealed class RequestSlots(IOptions<NlpOptions> options) : IDisposable
{
    private readonly SemaphoreSlim _free = new(options.Value.MaxConcurrentRequests);

    /// <summary>Takes a slot; disposing gives it back.</summary>
    /// <exception cref="NlpException">Overloaded: none is free.</exception>
    public IDisposable Take() => _free.Wait(0)
        ? new Slot(_free)
        : throw new NlpException(ErrorCode.Overloaded, "Every slot is taken. Try again in a moment.", TimeSpan.FromSeconds(1));

    /// <inheritdoc/>
    public void Dispose() => _free.Dispose();

    private sealed class Slot(SemaphoreSlim free) : IDisposable
    {
        public void Dispose() => free.Release();
    }
}
