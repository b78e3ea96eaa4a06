using Azure;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ServerlessNlp.Inference;
using ServerlessNlp.Models;
using ServerlessNlp.Service.Configuration;
using ServerlessNlp.Tasks;

namespace ServerlessNlp.Service.Models;

/// <summary>
/// The models in memory. A model is loaded when it is first asked for, once however many ask; a failed load is not
/// remembered. The least recently used leave when the budget is exceeded, never while in use. When a newly published
/// version can't be loaded, the one before goes on serving. Thread-safe.
/// </summary>
public sealed partial class ModelPool(ModelCatalog catalog, ModelCache cache, IOptions<NlpOptions> options, ILogger<ModelPool> log) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, ModelSlot> _slots = [];
    // By name: what was served last, without the model itself, which the budget may have sent away.
    private readonly Dictionary<string, PublishedModel> _lastGood = [];
    private readonly CancellationTokenSource _closing = new();
    private long _clock;

    /// <summary>The digests of the packages that are in memory.</summary>
    public IReadOnlySet<string> Loaded
    {
        get
        {
            lock (_gate)
                return _slots.Where(slot => slot.Value.IsLoaded).Select(slot => slot.Key).ToHashSet();
        }
    }

    /// <summary>Gives the use of a model, loading it where it isn't in memory.</summary>
    /// <param name="reference">The model.</param>
    /// <param name="deadline">How long to wait for it to load; the load itself goes on after that.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="NlpException">ModelNotFound, ModelLoading or ModelUnavailable.</exception>
    /// <exception cref="RequestFailedException">Storage fails.</exception>
    public async Task<ModelLease> RentAsync(ModelReference reference, TimeSpan deadline, CancellationToken cancellationToken)
    {
        var source = await FindAsync(reference, cancellationToken);
        try
        {
            return await RentAsync(reference, source, deadline, cancellationToken);
        }
        catch (ModelPackageException exception)
        {
            if (LastGood(reference) is not { } good || good.Manifest.Digest == source.Manifest.Digest)
                throw Unavailable(reference, exception);
            LogRefused(reference.ToString(), exception);
            return await RentAsync(reference, good, deadline, cancellationToken);
        }
    }

    /// <summary>Ends loads that are under way and releases every model.</summary>
    public void Dispose()
    {
        _closing.Cancel();
        lock (_gate)
        {
            foreach (var slot in _slots.Values.Where(slot => slot.IsLoaded))
                slot.Loading.Result.Dispose();
            _slots.Clear();
        }
        _closing.Dispose();
    }

    private async Task<ModelLease> RentAsync(ModelReference reference, PublishedModel source, TimeSpan deadline, CancellationToken cancellationToken)
    {
        var (slot, isCold) = Enter(source);
        try
        {
            var model = await slot.Loading.WaitAsync(deadline, cancellationToken);
            lock (_gate)
                _lastGood[reference.Name] = source;
            return new ModelLease(model, isCold, ReleaseOnce(slot));
        }
        catch (TimeoutException)
        {
            Leave(slot);
            throw new NlpException(ErrorCode.ModelLoading, $"The model {reference} is still loading. Try again in a moment.", TimeSpan.FromSeconds(2));
        }
        catch
        {
            Leave(slot);
            throw;
        }
    }

    private async Task<PublishedModel> FindAsync(ModelReference reference, CancellationToken cancellationToken)
    {
        try
        {
            return await catalog.FindAsync(reference, cancellationToken)
                ?? throw new NlpException(ErrorCode.ModelNotFound, $"There is no model {reference}. GET /api/v1/models lists those there are.");
        }
        catch (ModelPackageException exception)
        {
            return LastGood(reference) ?? throw Unavailable(reference, exception);
        }
    }

    private PublishedModel? LastGood(ModelReference reference)
    {
        lock (_gate)
            return _lastGood.TryGetValue(reference.Name, out var good) && (reference.Version is null || reference.Version == good.Manifest.Version) ? good : null;
    }

    private NlpException Unavailable(ModelReference reference, ModelPackageException exception)
    {
        LogRefused(reference.ToString(), exception);
        return new NlpException(ErrorCode.ModelUnavailable, $"The model {reference} can't be served: {exception.Message}", innerException: exception);
    }

    private (ModelSlot Slot, bool IsCold) Enter(PublishedModel source)
    {
        lock (_gate)
        {
            if (!_slots.TryGetValue(source.Manifest.Digest, out var slot))
            {
                slot = new ModelSlot(source);
                MakeRoom(source.Manifest.TotalBytes);
                _slots.Add(source.Manifest.Digest, slot);
                slot.Loading = Task.Run(() => LoadAsync(slot), CancellationToken.None);
            }
            slot.Users++;
            slot.LastUsed = ++_clock;
            return (slot, !slot.IsLoaded);
        }
    }

    private Action ReleaseOnce(ModelSlot slot)
    {
        var isReleased = 0;
        return () =>
        {
            if (Interlocked.Exchange(ref isReleased, 1) == 0)
                Leave(slot);
        };
    }

    private void Leave(ModelSlot slot)
    {
        lock (_gate)
        {
            slot.Users--;
            MakeRoom(0);
        }
    }

    private async Task<Model> LoadAsync(ModelSlot slot)
    {
        var manifest = slot.Source.Manifest;
        try
        {
            var model = await LoadVerifiedAsync(slot.Source, _closing.Token);
            LogLoaded(manifest.Name, manifest.Version, model.MemoryBytes >> 20);
            return model;
        }
        catch
        {
            // Not remembered: whoever asks next tries again.
            lock (_gate)
                _slots.Remove(manifest.Digest);
            throw;
        }
    }

    private async Task<Model> LoadVerifiedAsync(PublishedModel source, CancellationToken cancellationToken)
    {
        var inferenceOptions = new InferenceOptions { Threads = options.Value.Threads };
        if (cache.Contains(source))
        {
            try
            {
                return ModelLoader.Load(await cache.GetAsync(source, cancellationToken), inferenceOptions, cancellationToken);
            }
            catch (ModelPackageException exception)
            {
                LogCacheDamaged(source.Manifest.Name, exception);
                cache.Remove(source);
            }
        }
        var package = await cache.GetAsync(source, cancellationToken);
        LogDownloaded(source.Manifest.Name, source.Manifest.Version, source.Manifest.TotalBytes);
        return ModelLoader.Load(package, inferenceOptions, cancellationToken);
    }

    // Called under the lock. What is in use stays, even above the budget.
    private void MakeRoom(long needed)
    {
        var budget = (long)options.Value.ModelBudgetMB << 20;
        var idle = _slots.Values.Where(slot => slot.Users == 0 && slot.IsLoaded).OrderBy(slot => slot.LastUsed).ToList();
        foreach (var slot in idle)
        {
            if (_slots.Values.Sum(other => other.Bytes) + needed <= budget)
                return;
            _slots.Remove(slot.Source.Manifest.Digest);
            slot.Loading.Result.Dispose();
            ServiceTelemetry.Evicted(slot.Source.Manifest.Name);
            LogEvicted(slot.Source.Manifest.Name, slot.Source.Manifest.Version);
        }
    }

    [LoggerMessage(1, LogLevel.Information, "Model {Name}@{Version} is loaded ({Megabytes} MB).")]
    private partial void LogLoaded(string name, string version, long megabytes);

    [LoggerMessage(5, LogLevel.Information, "Model {Name}@{Version} is downloaded ({Bytes} bytes).")]
    private partial void LogDownloaded(string name, string version, long bytes);

    [LoggerMessage(2, LogLevel.Information, "Model {Name}@{Version} left memory.")]
    private partial void LogEvicted(string name, string version);

    [LoggerMessage(3, LogLevel.Error, "Model {Reference} is refused.")]
    private partial void LogRefused(string reference, Exception exception);

    [LoggerMessage(4, LogLevel.Warning, "The cached package of model {Name} is damaged; it is downloaded again.")]
    private partial void LogCacheDamaged(string name, Exception exception);
}
