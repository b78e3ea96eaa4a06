"""ALBERT (Lan et al. 2019) in PyTorch: factorised embedding, one layer whose weights every level shares.

Module names are chosen so that `state_dict()` has the parameter names of Hugging Face's AlbertModel.
"""
import math

import torch
from torch import nn
from torch.nn import functional as F


def config(vocab_size, hidden, embedding, layers, heads, positions=256, groups=1):
    """A config.json as Hugging Face writes it for ALBERT v2."""
    return {
        "model_type": "albert", "vocab_size": vocab_size, "embedding_size": embedding, "hidden_size": hidden,
        "intermediate_size": 4 * hidden, "num_hidden_layers": layers, "num_hidden_groups": groups, "inner_group_num": 1,
        "num_attention_heads": heads, "max_position_embeddings": positions, "type_vocab_size": 2, "hidden_act": "gelu_new",
        "layer_norm_eps": 1e-12, "attention_probs_dropout_prob": 0, "hidden_dropout_prob": 0, "classifier_dropout_prob": 0,
        "initializer_range": 0.02, "position_embedding_type": "absolute", "torch_dtype": "float32",
        "pad_token_id": 0, "bos_token_id": 2, "eos_token_id": 3,
    }


def attend(query, key, value, heads, bias):
    """Scaled dot products of [batch, length, width] vectors, by heads."""
    batch, length, width = query.shape
    split = lambda y: y.view(batch, length, heads, -1).transpose(1, 2)
    scores = split(query / math.sqrt(width // heads)) @ split(key).transpose(-1, -2)
    weights = (scores if bias is None else scores + bias.to(scores.dtype)).softmax(-1)
    return (weights @ split(value)).transpose(1, 2).reshape(batch, length, width)


def mask_bias(mask):
    return None if mask is None else (1.0 - mask[:, None, None, :].float()) * -1e9


def last_level(self, ids, mask=None, types=None):
    """A backbone's forward pass; who sets `kept` to a list finds all levels in it."""
    kept = getattr(self, "kept", None)
    for x in self.levels(ids, mask, types):
        if kept is not None:
            kept.append(x)
    return x


class Embeddings(nn.Module):
    def __init__(self, c):
        super().__init__()
        width = c.get("embedding_size", c["hidden_size"])
        self.word_embeddings = nn.Embedding(c["vocab_size"], width)
        self.position_embeddings = nn.Embedding(c["max_position_embeddings"], width)
        self.token_type_embeddings = nn.Embedding(c["type_vocab_size"], width)
        self.LayerNorm = nn.LayerNorm(width, eps=c["layer_norm_eps"])

    def forward(self, ids, types):
        x = self.word_embeddings(ids) + self.position_embeddings.weight[: ids.shape[1]]
        return self.LayerNorm(x + (self.token_type_embeddings.weight[0] if types is None else self.token_type_embeddings(types)))


class Attention(nn.Module):
    def __init__(self, c):
        super().__init__()
        width = c["hidden_size"]
        self.heads = c["num_attention_heads"]
        self.query, self.key, self.value = (nn.Linear(width, width) for _ in range(3))
        self.dense = nn.Linear(width, width)
        self.LayerNorm = nn.LayerNorm(width, eps=c["layer_norm_eps"])

    def forward(self, x, bias):
        return self.LayerNorm(x + self.dense(attend(self.query(x), self.key(x), self.value(x), self.heads, bias)))


class Layer(nn.Module):
    def __init__(self, c):
        super().__init__()
        self.attention = Attention(c)
        self.ffn = nn.Linear(c["hidden_size"], c["intermediate_size"])
        self.ffn_output = nn.Linear(c["intermediate_size"], c["hidden_size"])
        self.full_layer_layer_norm = nn.LayerNorm(c["hidden_size"], eps=c["layer_norm_eps"])

    def forward(self, x, bias):
        x = self.attention(x, bias)
        return self.full_layer_layer_norm(x + self.ffn_output(F.gelu(self.ffn(x), approximate="tanh")))


class LayerGroup(nn.Module):
    def __init__(self, c):
        super().__init__()
        self.albert_layers = nn.ModuleList([Layer(c)])


class LevelsEncoder(nn.Module):
    def __init__(self, c):
        super().__init__()
        self.levels, groups = c["num_hidden_layers"], c["num_hidden_groups"]
        self.embedding_hidden_mapping_in = nn.Linear(c["embedding_size"], c["hidden_size"])
        self.albert_layer_groups = nn.ModuleList(LayerGroup(c) for _ in range(groups))

    def at(self, level):
        """The layer of a level: groups follow each other, each for as many levels."""
        return self.albert_layer_groups[int(level / (self.levels / len(self.albert_layer_groups)))].albert_layers[0]


class Albert(nn.Module):
    """ids, mask (1 is text; None when nothing is padding) and types, all [batch, length] → hidden [batch, length, width]."""

    prefix, family = "albert", "Albert"

    def __init__(self, c):
        super().__init__()
        self.embeddings = Embeddings(c)
        self.encoder = LevelsEncoder(c)
        self.pooler = nn.Linear(c["hidden_size"], c["hidden_size"])

    def levels(self, ids, mask=None, types=None):
        """The hidden states behind the embeddings and behind each level."""
        x, bias = self.encoder.embedding_hidden_mapping_in(self.embeddings(ids, types)).float(), mask_bias(mask)
        yield x
        for level in range(self.encoder.levels):
            x = self.encoder.at(level)(x, bias)
            yield x

    forward = last_level

    def pool(self, hidden):
        return torch.tanh(self.pooler(hidden[:, 0]))
