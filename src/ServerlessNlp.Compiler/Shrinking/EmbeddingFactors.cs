using ServerlessNlp.Compiler.Checkpoints;

namespace ServerlessNlp.Compiler.Shrinking;

/// <summary>
/// Word vectors as the product of a narrow table and one matrix, as ALBERT has them (Lan et al. 2019): of all such products of a rank the
/// closest one, by the singular vectors of the table.
/// </summary>
internal static class EmbeddingFactors
{
    /// <exception cref="CompilerException">The rank is not below the size of the vectors.</exception>
    public static IWeightSource Apply(IWeightSource weights, int rank)
    {
        var name = ReplacedWeights.WordEmbeddings(weights);
        var (entries, size) = ((int)weights.Weights[name].Shape[0], (int)weights.Weights[name].Shape[1]);
        if (rank < 1 || rank >= size)
            throw new CompilerException($"--embedding-rank must be from 1 to {size - 1}: the word vectors are {size} wide.");
        var table = weights.Read(name);
        var directions = SymmetricMatrix.Eigenvectors(Moments(table, size), size, rank);
        var narrow = new float[entries * rank];
        Parallel.For(0, entries, row =>
        {
            for (var i = 0; i < rank; i++)
            {
                var sum = 0.0;
                for (var j = 0; j < size; j++)
                    sum += table[row * size + j] * directions[i * size + j];
                narrow[row * rank + i] = (float)sum;
            }
        });
        var projection = new float[size * rank];
        for (var i = 0; i < rank; i++)
        {
            for (var j = 0; j < size; j++)
                projection[j * rank + i] = (float)directions[i * size + j];
        }
        var stem = name[..^".weight".Length];
        return new ReplacedWeights(weights, new Dictionary<string, (long[], float[])> { [stem + FactorNames.Table] = ([entries, rank], narrow), [stem + FactorNames.Projection] = ([size, rank], projection) }, without: name);
    }

    private static double[] Moments(float[] table, int size)
    {
        var moments = new double[size * size];
        Parallel.For(0, size, row =>
        {
            for (var start = 0; start < table.Length; start += size)
            {
                var value = (double)table[start + row];
                for (var column = 0; column < size; column++)
                    moments[row * size + column] += value * table[start + column];
            }
        });
        return moments;
    }
}
