namespace ServerlessNlp.Chaos.Tests.Documents;

/// <summary>Short texts put together at random, each with a number that makes it like no other.</summary>
internal sealed class Prose(Random random)
{
    private static readonly string[] Subjects = ["The film", "This old café", "Nobody's phone", "The second chapter", "Her new bicycle", "The 3.5-litre engine", "Dr. Okafor's lecture", "Das Frühstück", "The screen", "Our train"];
    private static readonly string[] Verbs = ["was", "seemed", "turned out", "felt", "remained", "became"];
    private static readonly string[] Qualities = ["wonderful", "dreadful", "a little slow", "not bad at all", "far too long", "a delight 🙂", "worth every penny", "broken from the first day", "plain but honest", "the worst of the year"];
    private static readonly string[] Endings = ["", " in the end", " on a rainy Monday", ", she said", " – or so they claim", " (again)"];

    private int _number;

    /// <summary>A text of one to four sentences; rarely one of several windows.</summary>
    public string Next()
    {
        var sentences = random.Next(100) == 0 ? random.Next(60, 120) : random.Next(1, 5);
        return $"Note {_number++}. {string.Join(' ', Enumerable.Range(0, sentences).Select(_ => Sentence()))}";
    }

    private string Sentence() => $"{Pick(Subjects)} {Pick(Verbs)} {Pick(Qualities)}{Pick(Endings)}.";

    private string Pick(string[] words) => words[random.Next(words.Length)];
}
