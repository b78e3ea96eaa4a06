#!/usr/bin/python3
"""Makes the small checkpoints with reference outputs beside this file: each architecture, head and option once.

The networks are written here from their papers, in PyTorch (Debian's python3-torch, 1.13, will do), and computed in double
precision; the weights are random. Run it again only to add a case: weights depend on the case's name alone.

    /usr/bin/python3 tests/ServerlessNlp.Compiler.Tests/References/make_references.py
"""
import json
import math
import pathlib
import struct
import zlib

import torch
import torch.nn.functional as F

HERE = pathlib.Path(__file__).parent
VOCABULARY, POSITIONS, SIZE, INNER, HEADS, LAYERS = 40, 20, 16, 24, 2, 2


class Weights(dict):
    """Random weights that come into being when a network first asks for them."""

    def __init__(self, name):
        super().__init__()
        self.generator = torch.Generator().manual_seed(zlib.crc32(name.encode()))

    def __call__(self, name, *shape, one=False):
        if name not in self:
            values = torch.randn(shape, generator=self.generator, dtype=torch.float64) * (0.1 if one or len(shape) == 1 else 0.35)
            self[name] = (values + (1 if one else 0)).float()
        return self[name].double()

    def dense(self, x, name, outputs):
        return x @ self(name + ".weight", outputs, x.shape[-1]).T + self(name + ".bias", outputs)

    def grouped(self, x, name, outputs, groups):
        weight = self(name + ".weight", outputs, x.shape[-1] // groups, 1)
        return F.conv1d(x.transpose(1, 2), weight, self(name + ".bias", outputs), groups=groups).transpose(1, 2)

    def norm(self, x, name, epsilon):
        size = x.shape[-1]
        return F.layer_norm(x, (size,), self(name + ".weight", size, one=True), self(name + ".bias", size), epsilon)

    def no_norm(self, x, name, epsilon):
        return x * self(name + ".weight", x.shape[-1], one=True) + self(name + ".bias", x.shape[-1])

    def look(self, ids, name, entries, size):
        return self(name + ".weight", entries, size)[ids]


def gelu_tanh(x):
    return 0.5 * x * (1 + torch.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x ** 3)))


ACTIVATIONS = {"gelu": F.gelu, "gelu_new": gelu_tanh, "relu": F.relu}


def attention(q, k, v, mask, heads, bias=0):
    def split(x):
        return x.view(x.shape[0], x.shape[1], heads, -1).transpose(1, 2)
    q, k, v = split(q), split(k), split(v)
    scores = q @ k.transpose(2, 3) / math.sqrt(q.shape[-1]) + bias
    scores = scores.masked_fill(mask[:, None, None, :] == 0, torch.finfo(torch.float32).min)
    return (scores.softmax(-1) @ v).transpose(1, 2).flatten(2)


def layer(w, x, mask, config, names, epsilon, bias=0):
    q, k, v, out, norm, inner, outer, last = names
    size = x.shape[-1]
    context = attention(w.dense(x, q, size), w.dense(x, k, size), w.dense(x, v, size), mask, HEADS, bias)
    x = w.norm(w.dense(context, out, size) + x, norm, epsilon)
    active = ACTIVATIONS[config.get("hidden_act", config.get("activation"))](w.dense(x, inner, INNER))
    return w.norm(w.dense(active, outer, size) + x, last, epsilon)


def positions_like_roberta(ids, pad):
    present = (ids != pad).long()
    return torch.cumsum(present, 1) * present + pad


def sum_embeddings(w, at, ids, types, size, epsilon, places=None):
    places = torch.arange(ids.shape[1])[None] if places is None else places
    x = w.look(ids, at + "word_embeddings", VOCABULARY, size) + w.look(places, at + "position_embeddings", POSITIONS, size)
    if types is not None:
        x = x + w.look(types, at + "token_type_embeddings", 2, size)
    return w.norm(x, at + "LayerNorm", epsilon)


def bert_layers(w, prefix, x, mask, config, epsilon):
    for i in range(LAYERS):
        at = f"{prefix}encoder.layer.{i}."
        names = [at + part for part in ("attention.self.query", "attention.self.key", "attention.self.value", "attention.output.dense",
                                        "attention.output.LayerNorm", "intermediate.dense", "output.dense", "output.LayerNorm")]
        x = layer(w, x, mask, config, names, epsilon)
    return x


def bert(w, ids, mask, types, config, prefix="bert."):
    epsilon = config["layer_norm_eps"]
    return bert_layers(w, prefix, sum_embeddings(w, prefix + "embeddings.", ids, types, SIZE, epsilon), mask, config, epsilon)


def electra(w, ids, mask, types, config):
    epsilon = config["layer_norm_eps"]
    x = sum_embeddings(w, "electra.embeddings.", ids, types, config["embedding_size"], epsilon)
    return bert_layers(w, "electra.", w.dense(x, "electra.embeddings_project", SIZE), mask, config, epsilon)


def roberta(w, ids, mask, types, config):
    epsilon, at = config["layer_norm_eps"], "roberta.embeddings."
    x = w.look(ids, at + "word_embeddings", VOCABULARY, SIZE) + w.look(positions_like_roberta(ids, 1), at + "position_embeddings", POSITIONS, SIZE)
    x = w.norm(x + w(at + "token_type_embeddings.weight", 1, SIZE)[0], at + "LayerNorm", epsilon)
    return bert_layers(w, "roberta.", x, mask, config, epsilon)


def distilbert(w, ids, mask, types, config):
    x = sum_embeddings(w, "distilbert.embeddings.", ids, None, SIZE, 1e-12)
    for i in range(LAYERS):
        at = f"distilbert.transformer.layer.{i}."
        names = [at + part for part in ("attention.q_lin", "attention.k_lin", "attention.v_lin", "attention.out_lin", "sa_layer_norm",
                                        "ffn.lin1", "ffn.lin2", "output_layer_norm")]
        x = layer(w, x, mask, config, names, 1e-12)
    return x


def albert(w, ids, mask, types, config):
    epsilon = config["layer_norm_eps"]
    x = sum_embeddings(w, "albert.embeddings.", ids, types, config["embedding_size"], epsilon)
    x = w.dense(x, "albert.encoder.embedding_hidden_mapping_in", SIZE)
    for i in range(config["num_hidden_layers"]):
        group = int(i / (config["num_hidden_layers"] / config["num_hidden_groups"]))
        for inner in range(config["inner_group_num"]):
            at = f"albert.encoder.albert_layer_groups.{group}.albert_layers.{inner}."
            names = [at + part for part in ("attention.query", "attention.key", "attention.value", "attention.dense", "attention.LayerNorm",
                                            "ffn", "ffn_output", "full_layer_layer_norm")]
            x = layer(w, x, mask, config, names, epsilon)
    return x


def mpnet_bucket(distance, buckets):
    half, exact = buckets // 2, buckets // 4
    start, size = (half if distance > 0 else 0), abs(distance)
    if size < exact:
        return start + size
    return start + min(exact + int(math.log(size / exact) / math.log(128 / exact) * (half - exact)), half - 1)


def mpnet(w, ids, mask, types, config):
    epsilon, buckets = config["layer_norm_eps"], config["relative_attention_num_buckets"]
    x = sum_embeddings(w, "mpnet.embeddings.", ids, None, SIZE, epsilon, positions_like_roberta(ids, 1))
    table = w("mpnet.encoder.relative_attention_bias.weight", buckets, HEADS)
    length = ids.shape[1]
    index = torch.tensor([[mpnet_bucket(key - query, buckets) for key in range(length)] for query in range(length)])
    bias = table[index].permute(2, 0, 1)[None]
    for i in range(LAYERS):
        at = f"mpnet.encoder.layer.{i}."
        names = [at + part for part in ("attention.attn.q", "attention.attn.k", "attention.attn.v", "attention.attn.o", "attention.LayerNorm",
                                        "intermediate.dense", "output.dense", "output.LayerNorm")]
        x = layer(w, x, mask, config, names, epsilon, bias)
    return x


def squeezebert(w, ids, mask, types, config):
    x = sum_embeddings(w, "transformer.embeddings.", ids, types, SIZE, config["layer_norm_eps"])
    for i in range(LAYERS):
        at = f"transformer.encoder.layers.{i}."
        q, k, v = (w.grouped(x, f"{at}attention.{part}", SIZE, config[part[0] + "_groups"]) for part in ("query", "key", "value"))
        context = attention(q, k, v, mask, HEADS)
        x = w.norm(w.grouped(context, at + "post_attention.conv1d", SIZE, config["post_attention_groups"]) + x, at + "post_attention.layernorm", 1e-12)
        active = ACTIVATIONS[config["hidden_act"]](w.grouped(x, at + "intermediate.conv1d", INNER, config["intermediate_groups"]))
        x = w.norm(w.grouped(active, at + "output.conv1d", SIZE, config["output_groups"]) + x, at + "output.layernorm", 1e-12)
    return x


def mobilebert(w, ids, mask, types, config):
    norm = w.no_norm if config["normalization_type"] == "no_norm" else w.norm
    epsilon, size = config["layer_norm_eps"], config["embedding_size"]
    thin = config["intra_bottleneck_size"] if config["use_bottleneck"] else SIZE
    activation = ACTIVATIONS[config["hidden_act"]]
    at = "mobilebert.embeddings."
    x = w.look(ids, at + "word_embeddings", VOCABULARY, size)
    if config["trigram_input"]:
        x = torch.cat([F.pad(x[:, 1:], (0, 0, 0, 1)), x, F.pad(x[:, :-1], (0, 0, 1, 0))], 2)
    if config["trigram_input"] or size != SIZE:
        x = w.dense(x, at + "embedding_transformation", SIZE)
    x = x + w.look(torch.arange(ids.shape[1])[None], at + "position_embeddings", POSITIONS, SIZE) + w.look(types, at + "token_type_embeddings", 2, SIZE)
    x = norm(x, at + "LayerNorm", 1e-5)
    for i in range(LAYERS):
        at = f"mobilebert.encoder.layer.{i}."
        q = k = v = residual = x
        if config["use_bottleneck"]:
            residual = norm(w.dense(x, at + "bottleneck.input.dense", thin), at + "bottleneck.input.LayerNorm", epsilon)
            if config["use_bottleneck_attention"]:
                q = k = v = residual
            elif config["key_query_shared_bottleneck"]:
                q = k = norm(w.dense(x, at + "bottleneck.attention.dense", thin), at + "bottleneck.attention.LayerNorm", epsilon)
        self = at + "attention.self."
        context = attention(w.dense(q, self + "query", thin), w.dense(k, self + "key", thin), w.dense(v, self + "value", thin), mask, HEADS)
        y = norm(w.dense(context, at + "attention.output.dense", thin) + residual, at + "attention.output.LayerNorm", epsilon)
        for j in range(config["num_feedforward_networks"] - 1):
            inner = activation(w.dense(y, f"{at}ffn.{j}.intermediate.dense", INNER))
            y = norm(w.dense(inner, f"{at}ffn.{j}.output.dense", thin) + y, f"{at}ffn.{j}.output.LayerNorm", epsilon)
        inner = activation(w.dense(y, at + "intermediate.dense", INNER))
        y = norm(w.dense(inner, at + "output.dense", thin) + y, at + "output.LayerNorm", 1e-5)
        if config["use_bottleneck"]:
            y = norm(w.dense(y, at + "output.bottleneck.dense", SIZE) + x, at + "output.bottleneck.LayerNorm", epsilon)
        x = y
    return x


ENCODERS = {"bert": bert, "electra": electra, "roberta": roberta, "xlm-roberta": roberta, "distilbert": distilbert, "albert": albert,
            "mpnet": mpnet, "squeezebert": squeezebert, "mobilebert": mobilebert}


def sequence_logits(w, x, config, labels):
    first, family = x[:, 0], config["model_type"]
    if family in ("bert", "squeezebert", "albert") or family == "mobilebert" and config["classifier_activation"]:
        prefix = {"bert": "bert.pooler.dense", "squeezebert": "transformer.pooler.dense", "albert": "albert.pooler", "mobilebert": "mobilebert.pooler.dense"}
        return w.dense(torch.tanh(w.dense(first, prefix[family], SIZE)), "classifier", labels)
    if family == "mobilebert":
        return w.dense(first, "classifier", labels)
    if family == "distilbert":
        return w.dense(F.relu(w.dense(first, "pre_classifier", SIZE)), "classifier", labels)
    activation = F.gelu if family == "electra" else torch.tanh
    return w.dense(activation(w.dense(first, "classifier.dense", SIZE)), "classifier.out_proj", labels)


def outputs(w, x, mask, config, head):
    if head == "sequence":
        return {"logits": sequence_logits(w, x, config, len(config["id2label"]))}
    if head == "token":
        return {"logits": w.dense(x, "classifier", len(config["id2label"]))}
    if head == "span":
        both = w.dense(x, "qa_outputs", 2)
        return {"start_logits": both[..., 0], "end_logits": both[..., 1]}
    weights = mask[..., None].double()
    mean = (x * weights).sum(1) / weights.sum(1).clamp(min=1e-9)
    return {"last_hidden_state": x, "mean": mean, "normalized": mean / mean.norm(dim=1, keepdim=True), "cls": x[:, 0]}


def inputs(pad):
    generator = torch.Generator().manual_seed(5)
    for lengths, side in (([1], "right"), ([7], "right"), ([9, 4, 1], "right"), ([8, 3], "left"), ([POSITIONS - 2, 10], "right")):
        length = max(lengths)
        ids, mask = torch.full((len(lengths), length), pad), torch.zeros(len(lengths), length, dtype=torch.long)
        types = torch.zeros(len(lengths), length, dtype=torch.long)
        for row, count in enumerate(lengths):
            at = slice(0, count) if side == "right" else slice(length - count, length)
            ids[row, at] = torch.randint(4, VOCABULARY, (count,), generator=generator)
            mask[row, at] = 1
            types[row, length // 2:] = mask[row, length // 2:]
        yield ids, mask, types


def save_safetensors(path, weights, dtype="F32"):
    encode = {"F32": lambda v: v.numpy().tobytes(), "F16": lambda v: v.half().numpy().tobytes(), "BF16": lambda v: v.bfloat16().view(torch.int16).numpy().tobytes()}[dtype]
    header, data = {"__metadata__": {"format": "pt"}}, b""
    for name, value in weights.items():
        raw = encode(value.contiguous())
        header[name] = {"dtype": dtype, "shape": list(value.shape), "data_offsets": [len(data), len(data) + len(raw)]}
        data += raw
    text = json.dumps(header, separators=(",", ":")).encode()
    path.write_bytes(struct.pack("<Q", len(text)) + text + data)


def save(folder, weights, form):
    if form == "pickle":
        torch.save(dict(weights), folder / "pytorch_model.bin")
    elif form == "legacy":
        torch.save(dict(weights), folder / "pytorch_model.bin", _use_new_zipfile_serialization=False)
    elif form == "shards":
        names = list(weights)
        parts = {"model-00001-of-00002.safetensors": names[::2], "model-00002-of-00002.safetensors": names[1::2]}
        for file, part in parts.items():
            save_safetensors(folder / file, {name: weights[name] for name in part})
        index = {"metadata": {}, "weight_map": {name: file for file, part in parts.items() for name in part}}
        (folder / "model.safetensors.index.json").write_text(json.dumps(index))
    else:
        save_safetensors(folder / "model.safetensors", weights, form)


def make(name, family, head, form="F32", rename=None, **settings):
    classes = {"sequence": "ForSequenceClassification", "token": "ForTokenClassification", "span": "ForQuestionAnswering", "encoder": "Model"}
    config = {"model_type": family, "architectures": [family.capitalize() + classes[head]], "vocab_size": VOCABULARY, "max_position_embeddings": POSITIONS,
              "type_vocab_size": 2, "hidden_size": SIZE, "intermediate_size": INNER, "num_attention_heads": HEADS, "num_hidden_layers": LAYERS,
              "hidden_act": "gelu", "layer_norm_eps": 1e-12, "pad_token_id": 0}
    config.update(settings)
    if head in ("sequence", "token"):
        config.setdefault("id2label", {str(i): label for i, label in enumerate(["O", "B-A", "I-A"])})
    weights, cases = Weights(name), []
    encoder = ENCODERS[family]
    # Weights come into being on the first run; those of lower precision are rounded before anything is computed with them.
    for rounding in (True, False):
        for number, (ids, mask, types) in enumerate(inputs(config["pad_token_id"])):
            result = outputs(weights, encoder(weights, ids, mask, types, config), mask, config, head)
            if not rounding:
                cases.append({"name": f"case{number}", "inputs": {"input_ids": ids.tolist(), "attention_mask": mask.tolist(), "token_type_ids": types.tolist()},
                              "expected": {key: rounded(value.tolist()) for key, value in result.items()}})
        if rounding and form in ("F16", "BF16"):
            for key in weights:
                weights[key] = (weights[key].half() if form == "F16" else weights[key].bfloat16()).float()
    folder = HERE / name
    folder.mkdir(exist_ok=True)
    (folder / "config.json").write_text(json.dumps(config, indent=1) + "\n")
    (folder / "cases.json").write_text(json.dumps({"cases": cases}, separators=(",", ":")) + "\n")
    save(folder, {rename(key) if rename else key: value for key, value in weights.items()}, form)


def rounded(value):
    return [rounded(item) for item in value] if isinstance(value, list) else round(value, 7)


def old_names(name):
    """As BERT's first checkpoints have them: gamma and beta, and no prefix."""
    return name.removeprefix("bert.").replace("LayerNorm.weight", "LayerNorm.gamma").replace("LayerNorm.bias", "LayerNorm.beta")


SQUEEZE = {"embedding_size": SIZE, "q_groups": 4, "k_groups": 4, "v_groups": 4, "post_attention_groups": 1, "intermediate_groups": 4, "output_groups": 4}
ALBERT = {"embedding_size": 8, "num_hidden_groups": 1, "inner_group_num": 1, "hidden_act": "gelu_new", "num_hidden_layers": 4}
DISTIL = {"dim": SIZE, "n_heads": HEADS, "n_layers": LAYERS, "hidden_dim": INNER, "activation": "gelu"}
MOBILE = {"embedding_size": 8, "intra_bottleneck_size": 8, "use_bottleneck": True, "use_bottleneck_attention": False, "key_query_shared_bottleneck": True,
          "num_feedforward_networks": 3, "trigram_input": True, "classifier_activation": True, "normalization_type": "no_norm", "hidden_act": "relu"}
RELATIVE = {"relative_attention_num_buckets": 32, "pad_token_id": 1, "layer_norm_eps": 1e-5}

if __name__ == "__main__":
    make("bert-sequence", "bert", "sequence", hidden_act="relu", problem_type="multi_label_classification")
    make("bert-token-bf16", "bert", "token", form="BF16", layer_norm_eps=1e-5)
    make("bert-span-pickle", "bert", "span", form="pickle")
    make("bert-token-legacy", "bert", "token", form="legacy")
    make("bert-encoder-shards", "bert", "encoder", form="shards", rename=old_names, hidden_act="gelu_new")
    make("bert-regression-f16", "bert", "sequence", form="F16", id2label={"0": "score"})
    make("electra-sequence", "electra", "sequence", embedding_size=8, hidden_act="relu")
    make("electra-token", "electra", "token", embedding_size=8)
    make("roberta-sequence", "roberta", "sequence", type_vocab_size=1, pad_token_id=1, layer_norm_eps=1e-5)
    make("xlm-roberta-token", "xlm-roberta", "token", type_vocab_size=1, pad_token_id=1, layer_norm_eps=1e-5)
    make("roberta-encoder", "roberta", "encoder", type_vocab_size=1, pad_token_id=1)
    make("distilbert-sequence", "distilbert", "sequence", **DISTIL)
    make("distilbert-span", "distilbert", "span", **DISTIL)
    make("albert-sequence", "albert", "sequence", **ALBERT)
    make("albert-groups", "albert", "sequence", **{**ALBERT, "num_hidden_groups": 3, "inner_group_num": 2, "num_hidden_layers": 5})
    make("albert-span", "albert", "span", **ALBERT)
    make("albert-sentences", "albert", "token", id2label={"0": "score"}, **ALBERT)
    make("albert-encoder", "albert", "encoder", **ALBERT)
    make("mpnet-sequence", "mpnet", "sequence", **RELATIVE)
    make("mpnet-encoder", "mpnet", "encoder", **RELATIVE)
    make("squeezebert-sequence", "squeezebert", "sequence", **{**SQUEEZE, "layer_norm_eps": 1e-3})
    make("squeezebert-groups", "squeezebert", "token", **{**SQUEEZE, "q_groups": 2, "v_groups": 1, "post_attention_groups": 4, "intermediate_groups": 2, "output_groups": 8})
    make("squeezebert-encoder", "squeezebert", "encoder", **SQUEEZE)
    make("mobilebert-sequence", "mobilebert", "sequence", **MOBILE)
    make("mobilebert-norms", "mobilebert", "sequence", **{**MOBILE, "normalization_type": "layer_norm", "classifier_activation": False, "use_bottleneck_attention": True})
    make("mobilebert-plain", "mobilebert", "token", **{**MOBILE, "use_bottleneck": False, "trigram_input": False, "num_feedforward_networks": 1})
