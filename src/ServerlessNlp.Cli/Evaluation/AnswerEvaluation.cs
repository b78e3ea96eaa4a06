using ServerlessNlp.Cli.Evaluation.Data;
using ServerlessNlp.Cli.Evaluation.Metrics;
using ServerlessNlp.Tasks.Answers;
using ServerlessNlp.Tasks;

namespace ServerlessNlp.Cli.Evaluation;

/// <summary>Measures a model for <c>answer</c>, no answer included, as it is served: with the manifest's threshold.</summary>
internal static class AnswerEvaluation
{
    public static async Task<ModelFigures> RunAsync(EvaluationRun run, IReadOnlyList<DataUnit> units, LabelMap _, CancellationToken cancellationToken)
    {
        var questions = units.Select(AskedQuestion.Parse).ToList();
        var answers = await run.AnswerAsync(questions.Select(question => new TaskDocument("", question.Context, Question: question.Question)), cancellationToken);
        var matches = questions.Zip(answers, (question, answer) => Match.Of(question, answer is QuestionAnswer { Answers: [var best, ..] } ? best.Text : "")).ToList();
        var unanswerable = matches.Where(match => !match.IsAnswerable).ToList();
        return new AnswerFigures(Measure(matches), Measure([.. matches.Where(match => match.IsAnswerable)]), unanswerable.Count > 0 ? Measure(unanswerable) : null);
    }

    private static MatchFigures Measure(List<Match> matches) => matches.Count == 0
        ? new MatchFigures(0, 0, 0, 0)
        : new MatchFigures(matches.Average(match => match.Exact), matches.Average(match => match.F1), matches.Average(match => match.IsAnswered ? 1 : 0), matches.Count);

    private readonly record struct Match(bool IsAnswerable, bool IsAnswered, double Exact, double F1)
    {
        public static Match Of(AskedQuestion question, string answer) =>
            new(question.Answers.Count > 0, answer.Length > 0, AnswerMatch.Exact(answer, question.Answers), AnswerMatch.F1(answer, question.Answers));
    }
}
