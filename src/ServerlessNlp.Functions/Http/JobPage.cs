using System.Globalization;
using Microsoft.AspNetCore.Http;
using ServerlessNlp.Service.Jobs;

namespace ServerlessNlp.Functions.Http;

/// <summary>Which documents of a job are asked for.</summary>
/// <param name="Skip">How many come before.</param>
/// <param name="Top">How many there are at most.</param>
internal sealed record JobPage(int Skip, int Top)
{
    private const int DefaultTop = 20;
    private const int MaxTop = 1000;

    /// <exception cref="NlpException">InvalidOption.</exception>
    public static JobPage Read(IQueryCollection query) => new(Number(query, "skip", 0, 0, int.MaxValue), Number(query, "top", DefaultTop, 0, MaxTop));

    /// <summary>The lines of those that are done.</summary>
    public async Task<IReadOnlyList<ReadOnlyMemory<byte>>> LinesAsync(JobResults lines, string id, CancellationToken cancellationToken)
    {
        var page = new List<ReadOnlyMemory<byte>>();
        await foreach (var line in lines.ReadAsync(id, Skip, Top, cancellationToken))
            page.Add(line);
        return page;
    }

    /// <summary>The address of the page after this one, or null.</summary>
    public string? Next(JobState state) => Top > 0 && (long)Skip + Top < state.Counts.Total
        ? string.Create(CultureInfo.InvariantCulture, $"/api/v1/jobs/{state.Id}?skip={Skip + Top}&top={Top}")
        : null;

    private static int Number(IQueryCollection query, string name, int missing, int least, int most)
    {
        if (!query.TryGetValue(name, out var text))
            return missing;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw new NlpException(ErrorCode.InvalidOption, $"The parameter {name} must be {least} to {most}.");
    }
}
