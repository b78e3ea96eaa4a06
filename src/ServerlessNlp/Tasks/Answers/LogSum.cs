namespace ServerlessNlp.Tasks.Answers;

/// <summary>The logarithm of a sum of exponentials, one by one and without overflow.</summary>
internal sealed class LogSum
{
    private double _highest = double.NegativeInfinity;
    private double _sum;

    internal double Value => _highest + Math.Log(_sum);

    internal void Add(double logit)
    {
        if (logit <= _highest)
        {
            _sum += Math.Exp(logit - _highest);
            return;
        }
        _sum = _sum * Math.Exp(_highest - logit) + 1;
        _highest = logit;
    }
}
