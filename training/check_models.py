"""Checks the modules against checkpoints with reference outputs: check_models.py FOLDER… (config.json, model.safetensors, cases.json)."""
import json
import os
import sys

import torch

from checkpoint import read_safetensors
from heads import Sequence, Span, Token

for folder in sys.argv[1:]:
    config, cases = (json.load(open(os.path.join(folder, name))) for name in ("config.json", "cases.json"))
    labels = list(config.get("id2label", {"0": "", "1": ""}).values())
    kind = {"SequenceClassification": Sequence, "TokenClassification": Token, "QuestionAnswering": lambda c, _: Span(c)}[config["architectures"][0].split("For")[1]]
    model = kind(config, labels).eval()
    model.load_state_dict({**model.state_dict(), **read_safetensors(os.path.join(folder, "model.safetensors"))}, strict=False)
    worst = 0.0
    for case in cases["cases"]:
        inputs = {name: torch.tensor(value) for name, value in case["inputs"].items()}
        with torch.no_grad():
            logits = model(inputs["input_ids"], inputs["attention_mask"], inputs["token_type_ids"])
        expected = case["expected"]
        expected = torch.tensor(expected["logits"]) if "logits" in expected else torch.stack([torch.tensor(expected[name]) for name in ("start_logits", "end_logits")], -1)
        difference = (logits - expected).abs()
        if logits.dim() == 3:
            difference = difference[inputs["attention_mask"] == 1]
        worst = max(worst, difference.max().item())
    print(f"{os.path.basename(folder)}: {len(cases['cases'])} cases, largest difference {worst:.1e}")
    assert worst < 2e-5
