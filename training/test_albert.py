"""Checks albert.py against a checkpoint with reference outputs: test_albert.py FOLDER (config.json, model.safetensors, cases.json)."""
import json
import os
import sys

import torch

from albert import Classifier
from checkpoint import read_safetensors, write_safetensors

folder = sys.argv[1]
config, cases = (json.load(open(os.path.join(folder, name))) for name in ("config.json", "cases.json"))
state = read_safetensors(os.path.join(folder, "model.safetensors"))
model = Classifier(config).eval()
model.load_state_dict(state)
worst = 0.0
for case in cases["cases"]:
    inputs = {name: torch.tensor(value) for name, value in case["inputs"].items()}
    with torch.no_grad():
        logits = model(inputs["input_ids"], inputs["attention_mask"], inputs["token_type_ids"])
    worst = max(worst, (logits - torch.tensor(case["expected"]["logits"])).abs().max().item())
print(f"{len(cases['cases'])} cases, largest difference {worst:.1e}")
assert worst < 2e-5
