namespace ServerlessNlp.Compiler.Networks;

/// <summary>Arithmetic on row-major matrices at compile time.</summary>
internal static class Matrix
{
    public static T[] Transpose<T>(ReadOnlySpan<T> matrix, int rows, int columns)
    {
        const int Block = 32;
        var result = new T[matrix.Length];
        for (var top = 0; top < rows; top += Block)
        {
            for (var left = 0; left < columns; left += Block)
            {
                for (var row = top; row < Math.Min(top + Block, rows); row++)
                {
                    for (var column = left; column < Math.Min(left + Block, columns); column++)
                        result[column * rows + row] = matrix[row * columns + column];
                }
            }
        }
        return result;
    }
}
