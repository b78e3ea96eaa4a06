"""Where training starts: word vectors, waves for positions, and attention that already does what small models learn slowly.

Trockman & Kolter (2023, Mimetic Initialization of Self-Attention Layers) start queries and keys so that like attends to like.
Here some heads compare words so, others look at a neighbour or around (by the waves), and the rest start at random. In heads
that compare, words of the first text of a pair are preferred as keys: a paragraph's words look for themselves in the question.
"""
import math

import torch
from torch import nn

WAVES = 8
FREQUENCIES = 2.2 * 0.511 ** torch.arange(WAVES).float()
SCALE = 0.05  # of an embedding's elements; what counts is their proportion, since they are normalised together
WORD, PLACE, KIND = 0.75, 0.20, 0.05  # shares of an embedding's energy
MATCH = 0.5  # of the strength of a match
# What heads start with, in this order: comparing words, or looking at a distance with some of the waves.
HEADS = ["word", -1, 1, "word", "around", None, "word", -2]


def waves(positions):
    """[positions, 2 × WAVES]: sine and cosine of each frequency."""
    angle = torch.arange(positions)[:, None] * FREQUENCIES
    return torch.stack([angle.sin(), angle.cos()], 2).flatten(1)


def looking(distance):
    """Queries and keys [2 × WAVES, 2 × WAVES] whose product is largest at that distance: waves are turned by it."""
    query, key = torch.zeros(2 * WAVES, 2 * WAVES), torch.zeros(2 * WAVES, 2 * WAVES)
    for i in range(0, 5) if distance != "around" else range(2, WAVES):
        turn = FREQUENCIES[i] * (0 if distance == "around" else distance)
        c, s = torch.cos(turn), torch.sin(turn)
        query[2 * i : 2 * i + 2, 2 * i : 2 * i + 2] = torch.tensor([[c, s], [-s, c]])
        key[2 * i : 2 * i + 2, 2 * i : 2 * i + 2] = torch.eye(2)
    return query, key


def start_embeddings(embeddings, vectors, groups):
    """An embedding is `groups` blocks, each with its part of the word vector and, at its end, the waves."""
    words, width = vectors.shape
    block = width // groups
    size = groups * (block + 2 * WAVES)
    places = waves(embeddings.position_embeddings.num_embeddings)
    word, place = torch.zeros(words, groups, block + 2 * WAVES), torch.zeros(len(places), groups, block + 2 * WAVES)
    word[:, :, :block] = vectors.view(words, groups, block) * math.sqrt(WORD * size) * SCALE
    place[:, :, block:] = places[:, None, :] * math.sqrt(PLACE * size / (WAVES * groups)) * SCALE
    kind = torch.zeros(groups, block + 2 * WAVES)
    kind[:, :block] = torch.randn(groups, block)
    kind = kind.flatten() / kind.norm() * math.sqrt(KIND * size) * SCALE
    embeddings.word_embeddings.weight.data.copy_(word.flatten(1))
    embeddings.position_embeddings.weight.data.copy_(place.flatten(1))
    embeddings.token_type_embeddings.weight.data.copy_(torch.stack([kind, -kind]))


def start_attention(query, key, bias, columns, block, head, kind):
    """Writes one head's rows of the query and key weights. `columns` are the inputs that hold a block: words, then waves."""
    rows = slice(head * columns["rows"], (head + 1) * columns["rows"])
    size, words, places = columns["rows"], columns["words"], columns["places"]
    if kind == "word":
        like = torch.randn(size, len(range(*words))) / math.sqrt(size)
        # At the start, a word's likeness to itself is about 5 above that to others.
        like *= math.sqrt(5 * math.sqrt(size) / (WORD * block))
        for weight in (query, key):
            weight[rows, words[0] : words[1]] += like
        bias[rows] = columns["kind"] @ like.T * 2.0
    elif kind is not None:
        turned, plain = looking(kind)
        strength = math.sqrt(1.4 * 2 if kind != "around" else 1.0)
        strength *= math.sqrt(math.sqrt(size) / (PLACE * block) * WAVES / 2)
        query[rows, places[0] : places[1]][: 2 * WAVES] += strength * turned
        key[rows, places[0] : places[1]][: 2 * WAVES] += strength * plain


def start_matches(layer, mapping, kind, words, size):
    """Features of their own, behind the embedding's, for what decides in pairs: is this word in the first text too, and are its neighbours?

    A comparing head finds the word itself, or its like in the first text: the kind of what it found is the match. Heads that look at a
    neighbour or around carry matches on, a level later.
    """
    attention, embedding = layer.attention, mapping.in_features
    heads = range(attention.heads)
    comparing = [head for head in heads if HEADS[head % len(HEADS)] == "word"]
    carrying = [head for head in heads if HEADS[head % len(HEADS)] in (-1, 1, "around")]
    features = slice(embedding, embedding + len(comparing) + len(carrying))
    for weight in (mapping.weight, attention.dense.weight, layer.ffn_output.weight):
        weight[features] = 0
    for feature, head in enumerate(comparing + carrying, embedding):
        value = attention.value.weight[head * size]
        value[:] = 0
        if head in comparing:
            value[:words] = kind[:words] / kind[:words].norm()
        else:
            value[embedding : embedding + len(comparing)] = 1
        attention.dense.weight[feature, head * size] = MATCH


def start_albert(model, vectors):
    c = model.encoder
    start_embeddings(model.embeddings, vectors, 1)
    layer = c.albert_layer_groups[0].albert_layers[0]
    hidden, embedding = c.embedding_hidden_mapping_in.weight.shape
    words = vectors.shape[1]
    with torch.no_grad():
        for linear in (m for m in model.modules() if isinstance(m, nn.Linear)):
            nn.init.normal_(linear.weight, std=0.6 / math.sqrt(linear.in_features))
            nn.init.zeros_(linear.bias)
        c.embedding_hidden_mapping_in.weight[:embedding] = torch.eye(embedding)
        attention = layer.attention
        heads = attention.heads
        kind = model.embeddings.token_type_embeddings.weight[0] / SCALE
        columns = {"rows": hidden // heads, "words": (0, words), "places": (words, embedding), "kind": kind[:words]}
        for weight in (attention.query.weight, attention.key.weight):
            nn.init.normal_(weight, std=0.2 / math.sqrt(hidden))
        for head in range(heads):
            start_attention(attention.query.weight, attention.key.weight, attention.query.bias, columns, embedding, head, HEADS[head % len(HEADS)])
        start_matches(layer, c.embedding_hidden_mapping_in, kind, words, hidden // heads)


def start_squeezebert(model, vectors):
    layers = model.encoder.layers
    hidden = model.embeddings.word_embeddings.embedding_dim
    groups = layers[0].attention.query.groups
    start_embeddings(model.embeddings, vectors, groups)
    block, words = hidden // groups, vectors.shape[1] // groups
    kind = (model.embeddings.token_type_embeddings.weight[0] / SCALE).view(groups, block)
    with torch.no_grad():
        nn.init.normal_(model.pooler.dense.weight, std=0.6 / math.sqrt(hidden))
        nn.init.zeros_(model.pooler.dense.bias)
        for layer in layers:
            attention = layer.attention
            size = hidden // attention.heads
            for part in (attention.query, attention.key):
                nn.init.normal_(part.weight, std=0.2 / math.sqrt(block))
            for head in range(attention.heads):
                group = head * size // block
                columns = {"rows": size, "words": (0, words), "places": (words, block), "kind": kind[group, :words]}
                start_attention(attention.query.weight[:, :, 0], attention.key.weight[:, :, 0], attention.query.bias, columns, block, head, HEADS[head % len(HEADS)])
