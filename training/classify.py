"""Reads texts, a line each, from standard input and prints what a checkpoint says: classify.py FOLDER [TEMPERATURE]"""
import json
import os
import sys

import sentencepiece
import torch

from albert import Classifier
from checkpoint import read_safetensors
from reviews import normalise, pad

folder, temperature = sys.argv[1], float(sys.argv[2]) if len(sys.argv) > 2 else 1.0
with open(os.path.join(folder, "config.json")) as file:
    config = json.load(file)
model = Classifier(config).eval()
model.load_state_dict(read_safetensors(os.path.join(folder, "model.safetensors")))
vocabulary = sentencepiece.SentencePieceProcessor(model_file=os.path.join(folder, "spiece.model"))
for line in sys.stdin:
    ids, _ = pad([vocabulary.encode(normalise(line))], config["max_position_embeddings"])
    with torch.no_grad():
        scores = (model(torch.from_numpy(ids))[0] / temperature).softmax(0)
    best = int(scores.argmax())
    print(f"{config['id2label'][str(best)]}\t{scores[best]:.3f}\t{line.rstrip()}")
