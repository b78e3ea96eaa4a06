"""BERT (Devlin et al. 2018) in PyTorch: the encoder that the teachers start from.

`state_dict()` has the parameter names of Hugging Face's BertModel.
"""
import torch
from torch import nn
from torch.nn import functional as F

from albert import Embeddings, attend, last_level, mask_bias


def config(vocab_size, hidden=384, layers=6, heads=12, positions=512):
    """A config.json as Hugging Face writes it for BERT; the widths are MiniLM's."""
    return {
        "model_type": "bert", "vocab_size": vocab_size, "hidden_size": hidden, "intermediate_size": 4 * hidden,
        "num_hidden_layers": layers, "num_attention_heads": heads, "max_position_embeddings": positions, "type_vocab_size": 2,
        "hidden_act": "gelu", "layer_norm_eps": 1e-12, "attention_probs_dropout_prob": 0, "hidden_dropout_prob": 0,
        "initializer_range": 0.02, "position_embedding_type": "absolute", "torch_dtype": "float32", "pad_token_id": 0,
    }


class SelfAttention(nn.Module):
    def __init__(self, c):
        super().__init__()
        width = c["hidden_size"]
        self.heads = c["num_attention_heads"]
        self.query, self.key, self.value = (nn.Linear(width, width) for _ in range(3))

    def forward(self, x, bias):
        return attend(self.query(x), self.key(x), self.value(x), self.heads, bias)


class Output(nn.Module):
    """A dense layer, added to what came before, normalised."""

    def __init__(self, inputs, c):
        super().__init__()
        self.dense = nn.Linear(inputs, c["hidden_size"])
        self.LayerNorm = nn.LayerNorm(c["hidden_size"], eps=c["layer_norm_eps"])

    def forward(self, x, beside):
        return self.LayerNorm(beside + self.dense(x))


class Attention(nn.Module):
    def __init__(self, c):
        super().__init__()
        self.self, self.output = SelfAttention(c), Output(c["hidden_size"], c)

    def forward(self, x, bias):
        return self.output(self.self(x, bias), x)


class Dense(nn.Module):
    """Hugging Face nests single layers so."""

    def __init__(self, inputs, outputs):
        super().__init__()
        self.dense = nn.Linear(inputs, outputs)

    def forward(self, x):
        return self.dense(x)


class Layer(nn.Module):
    def __init__(self, c):
        super().__init__()
        self.attention = Attention(c)
        self.intermediate = Dense(c["hidden_size"], c["intermediate_size"])
        self.output = Output(c["intermediate_size"], c)

    def forward(self, x, bias):
        x = self.attention(x, bias)
        return self.output(F.gelu(self.intermediate(x)), x)


class Encoder(nn.Module):
    def __init__(self, c):
        super().__init__()
        self.layer = nn.ModuleList(Layer(c) for _ in range(c["num_hidden_layers"]))


class Bert(nn.Module):
    """ids, mask (1 is text; None when nothing is padding) and types, all [batch, length] → hidden [batch, length, width]."""

    prefix, family = "bert", "Bert"

    def __init__(self, c):
        super().__init__()
        self.embeddings, self.encoder = Embeddings(c), Encoder(c)
        self.pooler = Dense(c["hidden_size"], c["hidden_size"])

    def levels(self, ids, mask=None, types=None):
        """The hidden states behind the embeddings and behind each layer."""
        x, bias = self.embeddings(ids, types), mask_bias(mask)
        yield x
        for layer in self.encoder.layer:
            x = layer(x, bias)
            yield x

    forward = last_level

    def pool(self, hidden):
        return torch.tanh(self.pooler(hidden[:, 0]))
