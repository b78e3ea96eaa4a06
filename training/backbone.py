"""A backbone from text to checkpoint: backbone.py --kind albert|squeezebert --data ../shared/data --out training/.work/albert

Vocabulary, tokens and word vectors (prepare.py), the attention's start (start.py), then masked words and the order of two parts.
--among N guesses words among the batch's and N others only: cheaper by a third on a processor.
"""
import math
import os
import time

from loop import Log, Training, arguments  # first: it settles threads

import numpy
import torch
from torch.nn import functional as F

import albert
import batches
import checkpoint
import squeezebert
import start
from heads import Pretraining
from prepare import prepare

# What a preset fixes: width, levels, heads; steps, tokens a replica and step, highest learning rate.
PRESETS = {
    ("albert", "cpu"): (192, 3, 6, 700, 1536, 1e-3),
    ("reviews", "cpu"): (192, 3, 6, 400, 1536, 1e-3),
    ("squeezebert", "cpu"): (256, 3, 8, 500, 1536, 1e-3),
    ("albert", "gpu"): (512, 8, 16, 16000, 65536, 6e-4),
    ("reviews", "gpu"): (512, 8, 16, 8000, 65536, 6e-4),
    ("squeezebert", "gpu"): (384, 8, 12, 16000, 65536, 6e-4),
}
EMBEDDING = 128


def main():
    options = arguments(__doc__, kind=None, preset="cpu", vocabulary=16000, steps=0, among=0)
    hidden, layers, heads, steps, budget, rate = PRESETS[options.kind, options.preset]
    steps = options.steps or steps
    log = Log(os.path.join(options.run, "log.txt"))
    grouped = options.kind == "squeezebert"
    width = hidden - 4 * 2 * start.WAVES if grouped else EMBEDDING - 2 * start.WAVES
    vocabulary, tokens, vectors = prepare(options.kind, options.data, options.run, options.vocabulary, width, options.seed, log)
    config = squeezebert.config(vocabulary.size, hidden, layers, heads) if grouped else albert.config(vocabulary.size, hidden, EMBEDDING, layers, heads)
    model = Pretraining(config)
    (start.start_squeezebert if grouped else start.start_albert)(model.backbone, vectors)
    log(f"{sum(p.numel() for p in model.backbone.parameters()):,} parameters")
    save = lambda: checkpoint.save(options.out, model.config, model.state_dict(), vocabulary)
    save()
    pretrain(model, tokens, options, steps, budget, rate, log)
    save()


def pretrain(model, tokens, options, steps, budget, rate, log):
    training = Training(model, os.path.join(options.run, "pretrain.pt"), steps, rate, options, decay=1 - 6 / steps)
    stream = batches.crops(tokens, budget, model.config["vocab_size"], numpy.random.default_rng([options.seed, training.step]))

    size = model.config["vocab_size"]

    def loss(module, batch):
        ids, types, places, words, order = batch
        among = torch.arange(size, device=ids.device)
        if options.among:
            among = torch.cat([words, torch.randint(size, (options.among,), device=ids.device)]).unique()
        logits, orders = module(ids, types, places, among)
        of_words, of_order = F.cross_entropy(logits, torch.searchsorted(among, words)), F.cross_entropy(orders, order)
        return of_words + 0.5 * of_order, of_words.item(), of_order.item()

    started, first, figures = time.time(), training.step, []
    while training.step < steps:
        figures.append(training.update(loss, stream))
        if training.step % 50 == 0:
            mean = numpy.mean(figures[-50:], 0)
            speed = (training.step - first) * budget * len(training.replicas.modules) / (time.time() - started)
            log(f"pretrain {training.step} words {mean[1]:.3f} order {mean[2]:.3f} {speed:.0f} tokens/s")
        if training.step % 200 == 0 or training.step == steps:
            training.save()
    training.swap()


if __name__ == "__main__":
    main()
