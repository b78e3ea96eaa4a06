using System.CommandLine;
using System.CommandLine.Parsing;
using Microsoft.Extensions.DependencyInjection;
using ServerlessNlp.Cli.Local;
using ServerlessNlp.Cli.Output;
using ServerlessNlp.Service.Poison;

namespace ServerlessNlp.Cli.Commands;

/// <summary><c>nlp poison</c>: the messages that could not be worked on, and what becomes of them.</summary>
internal static class PoisonCommand
{
    private static readonly Option<string?> Storage = new("--storage") { Description = "A connection string, or the folder of Azurite's data.", Recursive = true };
    private static readonly Option<bool> Json = new("--json") { Description = "As JSON.", Recursive = true };
    private static readonly Option<string?> Code = new("--code") { Description = "Only those with this reason, such as DocumentNotFound or crashed." };
    private static readonly Option<bool> All = new("--all") { Description = "All of them." };
    private static readonly Argument<string> Id = new("ID") { Description = "The id of a message." };
    private static readonly Argument<string?> IdOrAll = new("ID") { Description = "The id of a message, unless --all is given.", Arity = ArgumentArity.ZeroOrOne };

    public static Command Create()
    {
        var list = new Command("list", "Lists the messages, each with its reason.") { Code };
        list.SetAction((result, cancellationToken) => ListAsync(result, cancellationToken));
        var show = new Command("show", "Shows a message with its reason, its attempts and the original.") { Id };
        show.SetAction((result, cancellationToken) => ShowAsync(result, cancellationToken));
        var replay = new Command("replay", "Puts messages back into the queue of work.") { IdOrAll, All, Code };
        replay.SetAction((result, cancellationToken) => RemoveAsync(result, "replayed", (removal, store, entry) => removal.ReplayAsync(store, entry, cancellationToken), cancellationToken));
        var drop = new Command("drop", "Removes messages for good.") { IdOrAll, All, Code };
        drop.SetAction((result, cancellationToken) => RemoveAsync(result, "dropped", (removal, store, entry) => removal.DropAsync(store, entry, cancellationToken), cancellationToken));
        foreach (var removing in new[] { replay, drop })
            removing.Validators.Add(RequireOneOrAll);

        var command = new Command("poison", "The messages that could not be worked on.") { Storage, Json, list, show, replay, drop };
        command.SetAction((result, cancellationToken) => ListAsync(result, cancellationToken));
        return command;
    }

    private static void RequireOneOrAll(CommandResult result)
    {
        var (hasId, isAll) = (result.GetValue(IdOrAll) is not null, result.GetValue(All));
        if (hasId == isAll)
            result.AddError("Name the message by its ID, or give --all.");
        else if (hasId && result.GetValue(Code) is not null)
            result.AddError("--code goes with --all.");
    }

    private static async Task<int> ListAsync(ParseResult result, CancellationToken cancellationToken)
    {
        await using var services = StorageServices.Build(StorageConnection.Find(result.GetValue(Storage)));
        await using var taken = new TakenMessages(services.GetRequiredService<PoisonStore>());
        var seen = new HashSet<string>();
        await foreach (var entry in taken.TakeAsync(null, result.GetValue(Code), cancellationToken))
        {
            // Copies of one are one.
            if (seen.Add(entry.Id))
                Console.WriteLine(result.GetValue(Json) ? PoisonText.Json(entry.Message) : PoisonText.Line(entry));
        }
        if (seen.Count == 0)
            await Console.Error.WriteLineAsync("There are none.");
        await taken.TellOfOthersAsync(cancellationToken);
        return 0;
    }

    private static async Task<int> ShowAsync(ParseResult result, CancellationToken cancellationToken)
    {
        await using var services = StorageServices.Build(StorageConnection.Find(result.GetValue(Storage)));
        await using var taken = new TakenMessages(services.GetRequiredService<PoisonStore>());
        var id = result.GetValue(Id)!;
        await foreach (var entry in taken.TakeAsync(id, null, cancellationToken))
        {
            var message = entry.Message with { Message = await taken.Store.OriginalAsync(entry, cancellationToken) };
            Console.WriteLine(result.GetValue(Json) ? PoisonText.Json(message) : PoisonText.Paragraph(entry with { Message = message }));
            return 0;
        }
        throw NotThere(id);
    }

    private static async Task<int> RemoveAsync(ParseResult result, string done, Func<PoisonRemoval, PoisonStore, PoisonEntry, Task> remove, CancellationToken cancellationToken)
    {
        await using var services = StorageServices.Build(StorageConnection.Find(result.GetValue(Storage)));
        await using var taken = new TakenMessages(services.GetRequiredService<PoisonStore>());
        var id = result.GetValue(IdOrAll);
        var removal = new PoisonRemoval();
        await foreach (var entry in taken.TakeAsync(id, result.GetValue(Code), cancellationToken))
        {
            await remove(removal, taken.Store, entry);
            taken.Forget(entry);
        }
        if (id is not null && removal.Count == 0)
            throw NotThere(id);
        Console.WriteLine(result.GetValue(Json) ? $$"""{"{{done}}":{{removal.Count}}}""" : $"{removal.Count} {done}");
        await taken.TellOfOthersAsync(cancellationToken);
        return 0;
    }

    private static CliException NotThere(string id) => new($"There is no message {id} in the poison queue. `nlp poison list` shows what there is.");
}
