using System.Globalization;

namespace ServerlessNlp.Cli.Output;

/// <summary>Numbers as people read them.</summary>
internal static class Number
{
    public static string Fraction(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);

    public static string Percent(double value) => (100 * value).ToString("0.0", CultureInfo.InvariantCulture) + " %";

    public static string Count(int value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    public static string Megabytes(long bytes) => (bytes / 1e6).ToString("0.0", CultureInfo.InvariantCulture) + " MB";

    public static string Speed(double value) => value.ToString(value < 10 ? "0.0" : "#,0", CultureInfo.InvariantCulture);
}
