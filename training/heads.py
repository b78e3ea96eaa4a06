"""Heads on a backbone, with the parameter names of Hugging Face's classes, so that the compiler knows them."""
import torch
from torch import nn
from torch.nn import functional as F

from albert import Albert
from bert import Bert
from squeezebert import SqueezeBert

FAMILIES = {"albert": Albert, "bert": Bert, "squeezebert": SqueezeBert}


class Headed(nn.Module):
    """A backbone under its family's name; `kind` completes the class that config.json names."""

    kind = "Model"

    def __init__(self, c):
        super().__init__()
        family = FAMILIES[c["model_type"]]
        self.config = {**c, "architectures": [family.family + self.kind]}
        self.prefix = family.prefix
        self.add_module(self.prefix, family(c))

    @property
    def backbone(self):
        return getattr(self, self.prefix)

    def load_backbone(self, state):
        """Takes what fits; of a tuned checkpoint the head too, so that tuning may go on from it."""
        own = self.state_dict()
        own.update({name: value for name, value in state.items() if name in own and own[name].shape == value.shape})
        self.load_state_dict(own)
        return self

    def head(self, name, outputs):
        linear = nn.Linear(self.config["hidden_size"], outputs)
        nn.init.normal_(linear.weight, std=0.02)
        nn.init.zeros_(linear.bias)
        self.add_module(name, linear)


class Sequence(Headed):
    """logits [batch, labels] from the pooled first token."""

    kind = "ForSequenceClassification"

    def __init__(self, c, labels, several=False):
        super().__init__(c)
        self.config.update(id2label={str(i): name for i, name in enumerate(labels)}, label2id={name: i for i, name in enumerate(labels)})
        if several:
            self.config["problem_type"] = "multi_label_classification"
        self.head("classifier", len(labels))

    def forward(self, ids, mask=None, types=None):
        return self.classifier(self.backbone.pool(self.backbone(ids, mask, types)))


class Token(Headed):
    """logits [batch, length, labels]."""

    kind = "ForTokenClassification"

    def __init__(self, c, labels):
        super().__init__(c)
        self.config.update(id2label={str(i): name for i, name in enumerate(labels)}, label2id={name: i for i, name in enumerate(labels)})
        self.head("classifier", len(labels))

    def forward(self, ids, mask=None, types=None):
        return self.classifier(self.backbone(ids, mask, types))


class Span(Headed):
    """start and end logits [batch, length, 2]."""

    kind = "ForQuestionAnswering"

    def __init__(self, c):
        super().__init__(c)
        self.head("qa_outputs", 2)

    def forward(self, ids, mask=None, types=None):
        return self.qa_outputs(self.backbone(ids, mask, types))


class Vector(Headed):
    """The mean of the tokens, of length 1: [batch, width]."""

    def forward(self, ids, mask=None, types=None):
        hidden = self.backbone(ids, mask, types)
        weights = torch.ones_like(ids) if mask is None else mask
        mean = (hidden * weights[:, :, None]).sum(1) / weights.sum(1, keepdim=True)
        return F.normalize(mean.float(), dim=1)
