namespace ServerlessNlp.Tests.Tokenization.Globalization;

/// <summary>A theory on cultures: skipped, with the reason, where the runtime finds no ICU.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class IcuTheoryAttribute : TheoryAttribute
{
    public IcuTheoryAttribute() => Skip = CultureProcess.IsIcuThere ? null : "needs ICU (Debian: apt-get install libicu72), which this machine lacks";
}
