using System.Text.Json;
using ServerlessNlp.Tokenization.PostProcessing;

namespace ServerlessNlp.Tokenization.Loading;

/// <summary>Reads the post-processor of a tokenizer.json: each kind becomes templates for one sequence and for a pair.</summary>
internal static class PostProcessorReader
{
    /// <exception cref="TokenizerException">The component is unknown or lacks something.</exception>
    public static PostProcessor Read(JsonElement component)
    {
        var trims = new List<bool>();
        var (single, pair) = Read(component, trims) ?? (PostProcessor.None.Pieces(false).ToArray(), PostProcessor.None.Pieces(true).ToArray());
        return new PostProcessor(single, pair) { Trims = [.. trims] };
    }

    /// <summary>The templates, or null where a component only trims offsets; its trimmings are added to the list.</summary>
    private static (TemplatePiece[] Single, TemplatePiece[] Pair)? Read(JsonElement component, List<bool> trims)
    {
        var type = JsonFields.TypeOf(component, "post_processor");
        switch (type)
        {
            case "BertProcessing":
                return ReadBert(component);
            case "RobertaProcessing":
                AddTrim(component, trims);
                return ReadRoberta(component);
            case "ByteLevel":
                AddTrim(component, trims);
                return null;
            case "TemplateProcessing":
                return ReadTemplates(component);
            case "Sequence":
                return ReadSequence(component, trims);
            default:
                throw new TokenizerException($"The post_processor {type} is not supported.");
        }
    }

    private static (TemplatePiece[], TemplatePiece[])? ReadSequence(JsonElement component, List<bool> trims)
    {
        (TemplatePiece[], TemplatePiece[])? templates = null;
        foreach (var processor in component.Array("processors"))
        {
            var read = Read(processor, trims);
            if (read is not null && templates is not null)
                throw new TokenizerException("The post_processor Sequence has two processors that add tokens, which is not supported.");
            templates ??= read;
        }
        return templates;
    }

    private static void AddTrim(JsonElement component, List<bool> trims)
    {
        if (component.Bool("trim_offsets"))
            trims.Add(component.Bool("add_prefix_space"));
    }

    private static (TemplatePiece[], TemplatePiece[]) ReadBert(JsonElement component)
    {
        var (cls, sep) = (ReadToken(component, "cls"), ReadToken(component, "sep"));
        TemplatePiece[] single = [TemplatePiece.Special(0, cls), TemplatePiece.Of(0, 0), TemplatePiece.Special(0, sep)];
        return (single, [.. single, TemplatePiece.Of(1, 1), TemplatePiece.Special(1, sep)]);
    }

    private static (TemplatePiece[], TemplatePiece[]) ReadRoberta(JsonElement component)
    {
        var (cls, sep) = (ReadToken(component, "cls"), ReadToken(component, "sep"));
        TemplatePiece[] single = [TemplatePiece.Special(0, cls), TemplatePiece.Of(0, 0), TemplatePiece.Special(0, sep)];
        return (single, [.. single, TemplatePiece.Special(0, sep), TemplatePiece.Of(1, 0), TemplatePiece.Special(0, sep)]);
    }

    /// <summary>A token as a text and its id.</summary>
    private static int ReadToken(JsonElement component, string name)
    {
        var parts = component.Array(name).ToArray();
        return parts.Length == 2 ? parts[1].AsCount(name) : throw new TokenizerException($"\"{name}\" is not a token and its id.");
    }

    private static (TemplatePiece[], TemplatePiece[]) ReadTemplates(JsonElement component)
    {
        var specials = component.Required("special_tokens");
        if (specials.ValueKind != JsonValueKind.Object)
            throw new TokenizerException("The special_tokens of TemplateProcessing are not an object.");
        var ids = specials.EnumerateObject().ToDictionary(token => token.Name, token => token.Value.Array("ids").Select(id => id.AsCount("ids")).ToArray());
        TemplatePiece[] ReadTemplate(string name, int sequences) => [.. component.Array(name).Select(piece => ReadPiece(piece, ids, sequences))];
        return (ReadTemplate("single", 1), ReadTemplate("pair", 2));
    }

    private static TemplatePiece ReadPiece(JsonElement piece, Dictionary<string, int[]> ids, int sequences)
    {
        if (piece.ValueKind == JsonValueKind.Object && piece.TryGetProperty("Sequence", out var sequence))
        {
            var index = sequence.String("id") switch { "A" => 0, "B" => 1, _ => int.MaxValue };
            if (index >= sequences)
                throw new TokenizerException("A template names a sequence that it doesn't get.");
            return TemplatePiece.Of(index, sequence.Count("type_id"));
        }
        if (piece.ValueKind == JsonValueKind.Object && piece.TryGetProperty("SpecialToken", out var special))
        {
            return ids.TryGetValue(special.String("id"), out var tokenIds)
                ? TemplatePiece.Special(special.Count("type_id"), tokenIds)
                : throw new TokenizerException("A template names a special token that special_tokens doesn't have.");
        }
        throw new TokenizerException("A template holds what is neither a sequence nor a special token.");
    }
}
