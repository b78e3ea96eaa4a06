namespace ServerlessNlp.EndToEnd.Tests.Support;

/// <summary>A document of several paragraphs, written for these tests.</summary>
internal static class Articles
{
    public const string HarbourTown = """
        The town of Brackwater opened its rebuilt harbour on Friday, three years after a storm tore away most of the old sea wall.

        Mayor Ellen Voss said the work had cost 41.5 million pounds, slightly less than planned. "Nobody here believed we would finish before winter," she told a crowd of about 2,000 people. Fishing boats sounded their horns as the first ferry came in from St. Anne's.

        The new wall is 1.2 kilometres long and nearly two metres higher than the one it replaces. Engineers from Dr. Okafor's team at the university tested models of it in a wave tank for eight months. They found that a curved face threw back more water than a straight one, e.g. during the spring tides that flooded Mill Lane in 2019.

        Not everyone is pleased. Owners of three cafes on the quay lost their view of the bay, and one of them, Tom Hale, has asked for compensation. The council said it would answer his letter by the end of the month.

        Ferries will run four times a day until October. Ticket prices have not changed since the old service stopped.
        """;
}
