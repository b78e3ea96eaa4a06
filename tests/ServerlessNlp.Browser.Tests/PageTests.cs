using Microsoft.Playwright;

namespace ServerlessNlp.Browser.Tests;

/// <summary>The page as people meet it: in a real browser, against the real worker.</summary>
public sealed class PageTests(PageFixture fixture) : IClassFixture<PageFixture>, IAsyncLifetime
{
    private const string Text = "Anna Svensson opened a bakery in Gothenburg last May. The bread is wonderful and the queue is long. Her brother delivers the bread by bicycle.";

    private static readonly string Screenshots = Repository.PathOf("artifacts", "screenshots");

    private readonly List<string> _complaints = [];
    private IBrowserContext _context = null!;
    private IPage _page = null!;

    public async Task InitializeAsync()
    {
        if (BrowserFactAttribute.Chromium is null)
            return;
        (_context, _page) = await OpenAsync(fixture.Server.Client.BaseAddress!);
    }

    public async Task DisposeAsync()
    {
        if (_context is not null)
            await _context.DisposeAsync();
    }

    [BrowserFact]
    public async Task Each_task_is_answered_and_shown()
    {
        await _page.GetByLabel("Text", new() { Exact = true }).FillAsync(Text);
        foreach (var task in new[] { "Answer a question", "Compare with a text", "Make a vector" })
            await _page.GetByLabel(task, new() { Exact = true }).CheckAsync();
        await _page.GetByLabel("Question", new() { Exact = true }).FillAsync("Where did Anna open a bakery?");
        await _page.GetByLabel("Text to compare with").FillAsync("A baker sells good bread.");

        await _page.GetByRole(AriaRole.Button, new() { Name = "Run", Exact = true }).ClickAsync();
        await Assertions.Expect(_page.Locator("#state")).ToHaveTextAsync("6 of 6 answered.");

        Assert.Equal(2, await _page.Locator("#answer-classify meter").CountAsync());
        Assert.Contains((await _page.Locator("#answer-summarize mark").First.TextContentAsync())!, Text);
        Assert.True(await _page.Locator("#answer-entities").IsVisibleAsync());
        Assert.True(await _page.Locator("#answer-answer").IsVisibleAsync());
        Assert.Equal(1, await _page.Locator("#answer-compare meter").CountAsync());
        Assert.Contains("numbers", await _page.Locator("#answer-embed").TextContentAsync());
        Assert.Contains("curl http", await _page.Locator("#answer-classify pre").First.TextContentAsync());
        Assert.Empty(_complaints);
    }

    [BrowserFact]
    public async Task What_is_refused_says_why()
    {
        await _page.GetByLabel("Text", new() { Exact = true }).FillAsync(" ");

        await RunAsync();

        Assert.Contains("EmptyDocument", await _page.Locator("#answer-classify .error").TextContentAsync());
    }

    [BrowserFact]
    public async Task A_file_that_is_chosen_or_dropped_is_read_as_tasks_get_it()
    {
        await _page.Locator("#file").SetInputFilesAsync(new FilePayload { Name = "tides.html", MimeType = "text/html", Buffer = "<h1>Tides</h1><p>The tide turns at ten.</p>"u8.ToArray() });
        await Assertions.Expect(_page.Locator("#read")).ToContainTextAsync("as html");
        Assert.Equal("Tides\n\nThe tide turns at ten.", await _page.Locator("#text").InputValueAsync());

        await _page.EvaluateAsync("""
            () => {
              const transfer = new DataTransfer();
              transfer.items.add(new File(["# Ebb\n\nThe sea draws back."], "ebb.md", { type: "text/markdown" }));
              document.getElementById("drop").dispatchEvent(new DragEvent("drop", { dataTransfer: transfer, bubbles: true, cancelable: true }));
            }
            """);
        await Assertions.Expect(_page.Locator("#read")).ToContainTextAsync("ebb.md as markdown");
        Assert.Contains("The sea draws back.", await _page.Locator("#text").InputValueAsync());
    }

    [BrowserFact]
    public async Task A_hostile_document_is_shown_as_text()
    {
        const string Hostile = "<script>window.hit = 1</script><img src=x onerror=\"window.hit = 1\"> \u202EAnna\u202C met </textarea>Bo in Oslo.";
        await _page.Locator("#text").FillAsync(Hostile);

        await RunAsync();

        Assert.Contains("<script>window.hit = 1</script>", await _page.Locator("#answer-entities .document").TextContentAsync());
        Assert.True(await _page.EvaluateAsync<bool>("() => window.hit === undefined && document.querySelectorAll('#answers img, #answers script').length === 0"));
        Assert.Empty(_complaints);
    }

    [BrowserFact]
    public async Task The_longest_document_is_answered()
    {
        await _page.Locator("#text").FillAsync(string.Concat(Enumerable.Repeat("The bread is good. ", 125_000 / 19)));
        await _page.GetByLabel("Label it", new() { Exact = true }).UncheckAsync();
        await _page.GetByLabel("Find names", new() { Exact = true }).UncheckAsync();

        await RunAsync();

        Assert.Equal("1 of 1 answered.", await _page.Locator("#state").TextContentAsync());
    }

    [BrowserFact]
    public async Task A_job_is_followed_to_its_end_and_its_results_are_a_table()
    {
        await _page.Locator("#lines").FillAsync("A delight.\n{\"id\":\"b\",\"text\":\"A bore.\"}\nA film as warm as it is funny.");

        await _page.GetByRole(AriaRole.Button, new() { Name = "Start the job" }).ClickAsync();
        await Assertions.Expect(_page.Locator("#job-result p").First).ToContainTextAsync("succeeded: 3 succeeded", new() { Timeout = 120_000 });

        await Assertions.Expect(_page.Locator("#job-result tbody tr")).ToHaveCountAsync(3);
        Assert.Contains("positive", await _page.Locator("#job-result tbody tr").First.TextContentAsync());
        Assert.EndsWith(".jsonl", await _page.Locator("#job-result a").GetAttributeAsync("download"));
    }

    [BrowserFact]
    public async Task A_key_is_asked_for_where_one_is_needed_and_forgotten_with_the_page()
    {
        await using var server = await NlpServer.StartAsync(more: "--keys");
        var (context, page) = await OpenAsync(server.Client.BaseAddress!);
        await Assertions.Expect(page.Locator("#key-row")).ToBeVisibleAsync();

        await page.Locator("#key").FillAsync(server.Printed["function key"]);
        await page.Locator("#text").FillAsync(Text);
        await page.GetByRole(AriaRole.Button, new() { Name = "Run", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator("#state")).ToHaveTextAsync("3 of 3 answered.");

        Assert.DoesNotContain(server.Printed["function key"], await page.Locator("#answers").TextContentAsync());
        Assert.Equal(0, await page.EvaluateAsync<int>("() => localStorage.length + sessionStorage.length + document.cookie.length"));
        await context.DisposeAsync();
    }

    [BrowserFact]
    public async Task It_is_worked_by_keyboard_alone()
    {
        await _page.Locator("#text").FocusAsync();
        await _page.Keyboard.TypeAsync("A delight.");
        for (var presses = 0; presses < 30 && await _page.EvaluateAsync<string>("() => document.activeElement.textContent") != "Run"; presses++)
            await _page.Keyboard.PressAsync("Tab");

        await _page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(_page.Locator("#state")).ToHaveTextAsync("3 of 3 answered.");
    }

    [BrowserFact]
    public async Task Axe_finds_nothing_in_the_light_in_the_dark_and_on_a_phone()
    {
        await _page.Locator("#text").FillAsync(Text);
        await RunAsync();
        foreach (var (scheme, width) in new[] { (ColorScheme.Light, 1100), (ColorScheme.Dark, 1100), (ColorScheme.Light, 390) })
        {
            await _page.EmulateMediaAsync(new() { ColorScheme = scheme });
            await _page.SetViewportSizeAsync(width, 900);

            Assert.Equal("[]", await AxeAsync());
            Assert.True(await _page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= window.innerWidth"), $"{width} pixels are not enough");
            Directory.CreateDirectory(Screenshots);
            await _page.ScreenshotAsync(new() { Path = Path.Combine(Screenshots, $"page-{scheme}-{width}.png".ToLowerInvariant()), FullPage = false });
        }
    }

    private async Task RunAsync()
    {
        await _page.GetByRole(AriaRole.Button, new() { Name = "Run", Exact = true }).ClickAsync();
        await Assertions.Expect(_page.Locator("#state")).ToContainTextAsync("answered.", new() { Timeout = 120_000 });
    }

    private async Task<string> AxeAsync()
    {
        await _page.EvaluateAsync(await File.ReadAllTextAsync(Repository.PathOf("eng", "node_modules", "axe-core", "axe.min.js")));
        return await _page.EvaluateAsync<string>("async () => JSON.stringify((await axe.run()).violations.map(v => [v.id, v.nodes.map(n => n.html.slice(0, 120))]))");
    }

    private async Task<(IBrowserContext Context, IPage Page)> OpenAsync(Uri address)
    {
        var context = await fixture.Browser.NewContextAsync();
        context.SetDefaultTimeout(60_000);
        var page = await context.NewPageAsync();
        // A policy that was broken, a script that failed.
        page.PageError += (_, error) => _complaints.Add(error);
        page.Console += (_, message) =>
        {
            if (message.Type == "error" && !message.Text.Contains("status of 4", StringComparison.Ordinal))
                _complaints.Add(message.Text);
        };
        await page.GotoAsync(address.ToString());
        await Assertions.Expect(page.Locator("#models")).Not.ToContainTextAsync("Loading", new() { Timeout = 60_000 });
        return (context, page);
    }
}
