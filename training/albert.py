"""ALBERT (Lan et al. 2019) in PyTorch: factorised embedding, one layer whose weights every level shares.

Module names are chosen so that `state_dict()` has the parameter names of Hugging Face's AlbertForSequenceClassification.
"""
import math

import torch
from torch import nn
from torch.nn import functional as F


def config(vocab_size, hidden, embedding, layers, heads, positions, labels):
    """A config.json as Hugging Face writes it for ALBERT v2."""
    return {
        "architectures": ["AlbertForSequenceClassification"], "model_type": "albert", "vocab_size": vocab_size,
        "embedding_size": embedding, "hidden_size": hidden, "intermediate_size": 4 * hidden,
        "num_hidden_layers": layers, "num_hidden_groups": 1, "inner_group_num": 1, "num_attention_heads": heads,
        "max_position_embeddings": positions, "type_vocab_size": 2, "hidden_act": "gelu_new", "layer_norm_eps": 1e-12,
        "attention_probs_dropout_prob": 0, "hidden_dropout_prob": 0, "classifier_dropout_prob": 0.1,
        "initializer_range": 0.02, "position_embedding_type": "absolute", "torch_dtype": "float32",
        "pad_token_id": 0, "bos_token_id": 2, "eos_token_id": 3,
        "id2label": {str(i): name for i, name in enumerate(labels)}, "label2id": {name: i for i, name in enumerate(labels)},
    }


class Embeddings(nn.Module):
    def __init__(self, c):
        super().__init__()
        width = c["embedding_size"]
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
        batch, length, width = x.shape
        split = lambda y: y.view(batch, length, self.heads, -1).transpose(1, 2)
        query, key, value = split(self.query(x)), split(self.key(x)), split(self.value(x))
        scores = query @ key.transpose(-1, -2) / math.sqrt(width // self.heads)
        weights = (scores if bias is None else scores + bias).softmax(-1)
        context = (weights @ value).transpose(1, 2).reshape(batch, length, width)
        return self.LayerNorm(x + self.dense(context))


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


class Encoder(nn.Module):
    def __init__(self, c):
        super().__init__()
        self.levels = c["num_hidden_layers"]
        self.embedding_hidden_mapping_in = nn.Linear(c["embedding_size"], c["hidden_size"])
        self.albert_layer_groups = nn.ModuleList([LayerGroup(c)])

    def forward(self, x, bias):
        x = self.embedding_hidden_mapping_in(x)
        layer = self.albert_layer_groups[0].albert_layers[0]
        for _ in range(self.levels):
            x = layer(x, bias)
        return x


class Albert(nn.Module):
    """ids, mask (1 is text; None when nothing is padding) and types, all [batch, length] → hidden [batch, length, width]."""

    def __init__(self, c):
        super().__init__()
        self.embeddings = Embeddings(c)
        self.encoder = Encoder(c)
        self.pooler = nn.Linear(c["hidden_size"], c["hidden_size"])

    def forward(self, ids, mask=None, types=None):
        bias = None if mask is None else (1.0 - mask[:, None, None, :].float()) * torch.finfo(torch.float32).min
        return self.encoder(self.embeddings(ids, types), bias)


class Classifier(nn.Module):
    """Albert with a pooled first token and a linear head: logits [batch, labels]."""

    def __init__(self, c):
        super().__init__()
        self.config = c
        self.albert = Albert(c)
        self.classifier = nn.Linear(c["hidden_size"], len(c["id2label"]))
        self.dropout = c["classifier_dropout_prob"]
        self.apply(self._initialise)
        self.albert.embeddings.position_embeddings.weight.data.copy_(sinusoids(c["max_position_embeddings"], c["embedding_size"]))

    def forward(self, ids, mask=None, types=None):
        return self.head(self.albert(ids, mask, types))

    def head(self, hidden):
        pooled = torch.tanh(self.albert.pooler(hidden[:, 0]))
        return self.classifier(F.dropout(pooled, self.dropout, self.training))

    def _initialise(self, module):
        if isinstance(module, (nn.Linear, nn.Embedding)):
            nn.init.normal_(module.weight, std=self.config["initializer_range"])
        if isinstance(module, nn.Linear):
            nn.init.zeros_(module.bias)


def sinusoids(positions, width, scale=0.02):
    """Sine waves as a start for the learned positions, so that rarely trained late ones resemble their neighbours."""
    angle = torch.arange(positions)[:, None] / 10000 ** (torch.arange(0, width, 2) / width)
    return scale * torch.stack([angle.sin(), angle.cos()], 2).view(positions, width)


class MaskedWords(nn.Module):
    """The head of pretraining: hidden vectors at masked places → logits over the vocabulary (weights tied)."""

    def __init__(self, c):
        super().__init__()
        self.dense = nn.Linear(c["hidden_size"], c["embedding_size"])
        self.LayerNorm = nn.LayerNorm(c["embedding_size"], eps=c["layer_norm_eps"])
        self.bias = nn.Parameter(torch.zeros(c["vocab_size"]))
        nn.init.normal_(self.dense.weight, std=c["initializer_range"])

    def forward(self, hidden, words):
        return F.linear(self.LayerNorm(F.gelu(self.dense(hidden), approximate="tanh")), words, self.bias)
