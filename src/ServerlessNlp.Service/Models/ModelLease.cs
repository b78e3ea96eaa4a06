using ServerlessNlp.Inference;

namespace ServerlessNlp.Service.Models;

/// <summary>The right to use a loaded model; it stays in memory until the lease is disposed. Dispose it once.</summary>
public sealed class ModelLease : IDisposable
{
    private readonly Action _release;

    internal ModelLease(Model model, bool isCold, Action release)
    {
        Model = model;
        IsCold = isCold;
        _release = release;
    }

    /// <summary>The model.</summary>
    public Model Model { get; }

    /// <summary>Whether the caller had to wait for the model to be loaded.</summary>
    public bool IsCold { get; }

    /// <summary>Gives the model back.</summary>
    public void Dispose() => _release();
}
