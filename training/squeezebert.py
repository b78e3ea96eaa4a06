"""SqueezeBERT (Iandola et al. 2020) in PyTorch: BERT whose dense layers are 1×1 convolutions in groups.

`state_dict()` has the parameter names and shapes of Hugging Face's SqueezeBertModel. Vectors stay [batch, length, width] here:
a convolution of one place in G groups is one matrix product for each group.
"""
import math

import torch
from torch import nn
from torch.nn import functional as F

from albert import Embeddings, attend, last_level, mask_bias

LAYER_EPSILON = 1e-12  # the configuration's layer_norm_eps reaches the embeddings only


def config(vocab_size, hidden, layers, heads, positions=256):
    """A config.json as Hugging Face's SqueezeBertConfig writes it, with its group settings."""
    return {
        "model_type": "squeezebert", "vocab_size": vocab_size, "embedding_size": hidden, "hidden_size": hidden,
        "intermediate_size": 4 * hidden, "num_hidden_layers": layers, "num_attention_heads": heads,
        "max_position_embeddings": positions, "type_vocab_size": 2, "hidden_act": "gelu", "layer_norm_eps": 1e-12,
        "attention_probs_dropout_prob": 0, "hidden_dropout_prob": 0, "initializer_range": 0.02, "pad_token_id": 0,
        "q_groups": 4, "k_groups": 4, "v_groups": 4, "post_attention_groups": 1, "intermediate_groups": 4, "output_groups": 4,
        "torch_dtype": "float32",
    }


class Grouped(nn.Module):
    """A convolution over one place: weight [outputs, inputs / groups, 1]."""

    def __init__(self, inputs, outputs, groups):
        super().__init__()
        self.groups = groups
        self.weight = nn.Parameter(torch.empty(outputs, inputs // groups, 1))
        self.bias = nn.Parameter(torch.zeros(outputs))
        nn.init.normal_(self.weight, std=0.7 / math.sqrt(inputs // groups))

    def forward(self, x):
        if self.groups == 1:
            return F.linear(x, self.weight[:, :, 0], self.bias)
        batch, length, width = x.shape
        parts = x.view(batch * length, self.groups, -1).transpose(0, 1)
        weight = self.weight.view(self.groups, -1, width // self.groups).transpose(1, 2)
        return torch.bmm(parts, weight).transpose(0, 1).reshape(batch, length, -1) + self.bias


class Wrapped(nn.Module):
    """Hugging Face nests a convolution and its normalisation so."""

    def __init__(self, inputs, outputs, groups, normalised):
        super().__init__()
        self.conv1d = Grouped(inputs, outputs, groups)
        if normalised:
            self.layernorm = nn.LayerNorm(outputs, eps=LAYER_EPSILON)

    def forward(self, x, beside=None):
        return self.conv1d(x) if beside is None else self.layernorm(beside + self.conv1d(x))


class Attention(nn.Module):
    def __init__(self, c):
        super().__init__()
        width = c["hidden_size"]
        self.heads = c["num_attention_heads"]
        self.query, self.key, self.value = (Grouped(width, width, c[name]) for name in ("q_groups", "k_groups", "v_groups"))

    def forward(self, x, bias):
        return attend(self.query(x), self.key(x), self.value(x), self.heads, bias)


class Layer(nn.Module):
    def __init__(self, c):
        super().__init__()
        width, inner = c["hidden_size"], c["intermediate_size"]
        self.attention = Attention(c)
        self.post_attention = Wrapped(width, width, c["post_attention_groups"], True)
        self.intermediate = Wrapped(width, inner, c["intermediate_groups"], False)
        self.output = Wrapped(inner, width, c["output_groups"], True)

    def forward(self, x, bias):
        x = self.post_attention(self.attention(x, bias), x)
        return self.output(F.gelu(self.intermediate(x)), x)


class LayersEncoder(nn.Module):
    def __init__(self, c):
        super().__init__()
        self.layers = nn.ModuleList(Layer(c) for _ in range(c["num_hidden_layers"]))


class Pooler(nn.Module):
    def __init__(self, c):
        super().__init__()
        self.dense = nn.Linear(c["hidden_size"], c["hidden_size"])


class SqueezeBert(nn.Module):
    """ids, mask (1 is text; None when nothing is padding) and types, all [batch, length] → hidden [batch, length, width]."""

    prefix, family = "transformer", "SqueezeBert"

    def __init__(self, c):
        super().__init__()
        self.embeddings = Embeddings(c)
        self.encoder = LayersEncoder(c)
        self.pooler = Pooler(c)

    def levels(self, ids, mask=None, types=None):
        """The hidden states behind the embeddings and behind each layer."""
        x, bias = self.embeddings(ids, types), mask_bias(mask)
        yield x
        for layer in self.encoder.layers:
            x = layer(x, bias)
            yield x

    forward = last_level

    def pool(self, hidden):
        return torch.tanh(self.pooler.dense(hidden[:, 0]))
