"""Students: ALBERT and SqueezeBERT networks that begin with what fits of a tuned MiniLM, and learn to do what it does.

ALBERT: word vectors factorised (principal components of what the embeddings sum up to, then least squares), layers averaged by group.
SqueezeBERT: embeddings, norms and the dense layer behind the attention as they are; each grouped layer is the least-squares fit of the
dense one on sample texts, a feed-forward unit standing in the group that predicts it best.
"""
import torch

import albert
import batches
import checkpoint
import squeezebert
from heads import Sequence, Span, Token

HEADS = {"Sequence": Sequence, "Token": Token, "Span": Span}
RANK, GROUPS = 144, 2


def beginning(options, spoken, positions=256):
    """(config, state, vocabulary) of the encoder with the pieces that the texts use, or of the teacher."""
    return checkpoint.load(options.teacher) if options.teacher else checkpoint.shortened(options.backbone, spoken, options.pieces, positions)


def model_of(options, head, config, state, rows):
    """head(config) on the encoder; or with --teacher a student, which knows its teacher."""
    teacher = head(config).load_backbone(state)
    if not options.teacher:
        return teacher
    teacher.load_state_dict(state)
    teacher.eval().requires_grad_(False)
    sizes = dict(vocab_size=config["vocab_size"], hidden=config["hidden_size"], heads=config["num_attention_heads"], positions=config["max_position_embeddings"])
    if options.kind == "albert":
        student = head(albert.config(embedding=min(RANK, config["hidden_size"]), layers=options.levels, groups=GROUPS, **sizes))
        student.config["hidden_act"] = "gelu"
    else:
        student = head(squeezebert.config(layers=options.levels, **sizes))
    if not options.random:
        with torch.no_grad():
            (begin_albert if options.kind == "albert" else begin_squeezebert)(student.backbone, teacher.backbone, sample(rows))
            pooler = student.backbone.pooler
            (pooler if options.kind == "albert" else pooler.dense).load_state_dict(teacher.backbone.pooler.dense.state_dict())
            for name, module in student.named_children():
                if name != student.prefix:
                    module.load_state_dict(getattr(teacher, name).state_dict())
    object.__setattr__(student, "teacher", teacher)  # no part of the student's own parameters
    return student


def sample(rows, count=400, longest=60):
    """ids and mask of some texts."""
    step = max(1, len(rows) // count)
    ids, mask, _ = batches.pad([row[:longest] for row in rows[::step][:count]])
    return torch.from_numpy(ids), torch.ones_like(torch.from_numpy(ids)) if mask is None else torch.from_numpy(mask)


def fitted(inputs, outputs, ridge=1e-3):
    """Weight and bias of the linear layer that comes nearest to outputs [n, o] from inputs [n, i], and its error for each output."""
    x, y = inputs - inputs.mean(0), outputs - outputs.mean(0)
    square = x.T @ x / len(x)
    weight = torch.linalg.solve(square + ridge * square.diagonal().mean() * torch.eye(len(square)), x.T @ y / len(x)).T
    return weight, outputs.mean(0) - weight @ inputs.mean(0), (y - x @ weight.T).square().mean(0)


def begin_albert(student, teacher, texts):
    ids, mask = texts
    seen = mask.bool()
    own, theirs = student.embeddings, teacher.embeddings
    sums = (theirs.word_embeddings(ids) + theirs.position_embeddings.weight[: ids.shape[1]] + theirs.token_type_embeddings.weight[0])[seen]
    centre = theirs.word_embeddings(ids)[seen].mean(0)
    axes = torch.linalg.svd(sums - sums.mean(0), full_matrices=False)[2][: own.word_embeddings.embedding_dim].T
    own.word_embeddings.weight.copy_((theirs.word_embeddings.weight - centre) @ axes)
    own.position_embeddings.weight.copy_(theirs.position_embeddings.weight @ axes)
    own.token_type_embeddings.weight.copy_(theirs.token_type_embeddings.weight @ axes)
    mapping = student.encoder.embedding_hidden_mapping_in
    weight, bias, _ = fitted(own(ids, None)[seen], theirs(ids, None)[seen])
    mapping.weight.copy_(weight)
    mapping.bias.copy_(bias)
    layers, groups = teacher.encoder.layer, student.encoder.albert_layer_groups
    for number, group in enumerate(groups):
        mine = [layer for i, layer in enumerate(layers) if i * len(groups) // len(layers) == number]
        layer = group.albert_layers[0]
        for place, source in (("attention.query", "attention.self.query"), ("attention.key", "attention.self.key"), ("attention.value", "attention.self.value"),
                              ("attention.dense", "attention.output.dense"), ("attention.LayerNorm", "attention.output.LayerNorm"),
                              ("ffn", "intermediate.dense"), ("ffn_output", "output.dense"), ("full_layer_layer_norm", "output.LayerNorm")):
            for name, parameter in layer.get_submodule(place).named_parameters():
                parameter.copy_(torch.stack([getattr(one.get_submodule(source), name) for one in mine[:1]]).mean(0))


def begin_squeezebert(student, teacher, texts):
    ids, mask = texts
    seen = mask.bool()
    student.embeddings.load_state_dict(teacher.embeddings.state_dict())
    states, bias = list(teacher.levels(ids, mask)), albert.mask_bias(mask)
    used = [round((i + 1) * len(teacher.encoder.layer) / len(student.encoder.layers)) - 1 for i in range(len(student.encoder.layers))]
    for mine, number in zip(student.encoder.layers, used):
        theirs, x = teacher.encoder.layer[number], states[number]
        for name in ("query", "key", "value"):
            fit_groups(getattr(mine.attention, name), x[seen], getattr(theirs.attention.self, name)(x)[seen])
        mine.post_attention.conv1d.weight.copy_(theirs.attention.output.dense.weight[:, :, None])
        mine.post_attention.conv1d.bias.copy_(theirs.attention.output.dense.bias)
        mine.post_attention.layernorm.load_state_dict(theirs.attention.output.LayerNorm.state_dict())
        middle = theirs.attention(x, bias)[seen]
        inner = theirs.intermediate(middle)
        order = best_groups(middle, inner, mine.intermediate.conv1d.groups)
        fit_groups(mine.intermediate.conv1d, middle, inner[:, order])
        fit_groups(mine.output.conv1d, torch.nn.functional.gelu(mine.intermediate(middle[None]))[0], theirs.output.dense(torch.nn.functional.gelu(inner)))
        mine.output.layernorm.load_state_dict(theirs.output.LayerNorm.state_dict())


def fit_groups(layer, inputs, outputs):
    weights, biases = zip(*(fitted(x, y)[:2] for x, y in zip(inputs.chunk(layer.groups, 1), outputs.chunk(layer.groups, 1))))
    layer.weight.copy_(torch.cat(weights)[:, :, None])
    layer.bias.copy_(torch.cat(biases))


def best_groups(inputs, outputs, groups):
    """An order of the outputs, a block for each group of the inputs: those go first for which it matters most."""
    errors = torch.stack([fitted(x, outputs)[2] for x in inputs.chunk(groups, 1)]) / outputs.var(0)
    room, members = [outputs.shape[1] // groups] * groups, [[] for _ in range(groups)]
    for unit in (errors.sort(0).values[1] - errors.min(0).values).argsort(descending=True).tolist():
        group = next(g for g in errors[:, unit].argsort().tolist() if room[g])
        room[group] -= 1
        members[group].append(unit)
    return torch.tensor([unit for some in members for unit in some])


def distilled(model, loss, labels=0.3, hidden=0.3):
    """loss(module, batch), with what the teacher says of the same batch: its logits and its hidden states, level by level."""
    def watched(module, inputs, output):
        module.last = inputs, output

    model.register_forward_hook(watched)
    teacher = model.teacher

    def both(module, batch):
        module.backbone.kept = []
        value, *figures = loss(module, batch)
        inputs, logits = module.last
        with torch.no_grad():
            teacher.backbone.kept = []
            aims = teacher(*inputs).float()
        mask = torch.ones_like(inputs[0]) if len(inputs) < 2 or inputs[1] is None else inputs[1]
        of_logits = (logits.float() - aims).square()
        if logits.dim() == 3:
            of_logits = of_logits[mask.bool()]
        mine, theirs = module.backbone.kept, teacher.backbone.kept
        places = [round(i * (len(theirs) - 1) / (len(mine) - 1)) for i in range(len(mine))]
        of_levels = sum(relative(x.float(), theirs[p].float(), mask) for x, p in zip(mine, places)) / len(mine)
        module.backbone.kept = teacher.backbone.kept = None
        return labels * value + of_logits.mean() + hidden * of_levels, of_levels.item(), *figures

    return both


def relative(mine, theirs, mask):
    """Squared difference to the teacher's vectors, by their variance, over the text."""
    seen = mask.bool()
    return (mine[seen] - theirs[seen]).square().mean() / theirs[seen].var()
