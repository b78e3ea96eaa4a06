"""The starter model `sentiment`, from data to checkpoint: sentiment.py --data ../shared/data --out training/.work/sentiment

Stages: vocabulary, tokens and word vectors (prepare.py); masked words together with review labels; tuning; calibration.
Each stage keeps its state beside --out and goes on from there when it is started again.
"""
import argparse
import itertools
import json
import math
import os
import time

from parallel import Replicas  # first: it settles threads and memory before torch loads

import numpy
import torch
from torch import nn
from torch.nn import functional as F

import albert
import batches
import checkpoint
from prepare import prepare
from reviews import LABELS


class Pretraining(nn.Module):
    def __init__(self, classifier):
        super().__init__()
        self.classifier = classifier
        self.words = albert.MaskedWords(classifier.config)


def main():
    options = arguments()
    torch.manual_seed(options.seed)
    run = options.out + "-run"
    os.makedirs(run, exist_ok=True)
    log = Log(os.path.join(run, "log.txt"))
    vocabulary = os.path.join(run, "spiece.model")
    tokens, vectors = prepare(options.data, run, options.vocabulary, options.embedding, options.seed, log)
    config = albert.config(options.vocabulary, options.hidden, options.embedding, options.layers, options.heads, 256, LABELS)
    config["classifier_dropout_prob"] = 0
    model = Pretraining(albert.Classifier(config))
    if not options.random_words:
        model.classifier.albert.embeddings.word_embeddings.weight.data.copy_(vectors)
    log(f"{sum(p.numel() for p in model.classifier.parameters()):,} parameters")
    save = lambda classifier: checkpoint.save(options.out, config, classifier.state_dict(), vocabulary)
    if options.pretrain > 0:
        pretrain(model, tokens, options, run, log)
    tune(model.classifier, tokens, options, run, log, save)
    report(model.classifier, tokens, options, run, log)


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--vocabulary", type=int, default=12000)
    parser.add_argument("--embedding", type=int, default=128)
    parser.add_argument("--hidden", type=int, default=192)
    parser.add_argument("--layers", type=int, default=3)
    parser.add_argument("--heads", type=int, default=3)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--pretrain", type=int, default=2300, help="steps of masked words and review labels")
    parser.add_argument("--tune", type=int, default=1600, help="steps of tuning")
    parser.add_argument("--batch", type=int, default=1280, help="tokens a replica and step")
    parser.add_argument("--rate", type=float, default=1e-3, help="highest learning rate of pretraining")
    parser.add_argument("--tune-rate", type=float, default=4e-4)
    parser.add_argument("--random-words", action="store_true", help="ablation: no factorised word vectors")
    return parser.parse_args()


class Log:
    def __init__(self, path):
        self.path, self.start = path, time.time()

    def __call__(self, text):
        line = f"{time.strftime('%H:%M:%S')} {time.time() - self.start:6.0f}s {text}"
        print(line, flush=True)
        with open(self.path, "a") as file:
            file.write(line + "\n")


class Training:
    """AdamW with warm-up and linear decay over a number of steps; state on disk, so that a stage resumes."""

    def __init__(self, module, path, steps, rate, threads):
        self.module, self.path, self.steps, self.rate = module, path, steps, rate
        self.replicas = Replicas(module, threads)
        matrices = [p for p in module.parameters() if p.dim() > 1]
        vectors = [p for p in module.parameters() if p.dim() == 1]
        self.optimiser = torch.optim.AdamW([{"params": matrices, "weight_decay": 0.01}, {"params": vectors, "weight_decay": 0.0}],
                                           betas=(0.9, 0.98), eps=1e-6, foreach=True)
        self.step, self.average = 0, [p.detach().clone() for p in module.parameters()]
        if os.path.exists(path):
            state = torch.load(path)
            self.step, self.average = state["step"], state["average"]
            module.load_state_dict(state["module"])
            self.optimiser.load_state_dict(state["optimiser"])

    def save(self):
        state = {"step": self.step, "average": self.average, "module": self.module.state_dict(), "optimiser": self.optimiser.state_dict()}
        torch.save(state, self.path + ".new")
        os.rename(self.path + ".new", self.path)

    def update(self, loss, group):
        rate = self.rate * min((self.step + 1) / 150, max(0.0, 1 - self.step / self.steps))
        for parameters in self.optimiser.param_groups:
            parameters["lr"] = rate
        figures = self.replicas.backward(loss, group)
        nn.utils.clip_grad_norm_([p for p in self.module.parameters() if p.grad is not None], 1.0)
        self.optimiser.step()
        self.step += 1
        decay = min(0.998, (1 + self.step) / (10 + self.step))
        torch._foreach_mul_(self.average, decay)
        torch._foreach_add_(self.average, [p.detach() for p in self.module.parameters()], alpha=1 - decay)
        return figures

    def swap(self):
        """Exchanges the weights with their running average (the replicas share the weights' memory: values move, not tensors)."""
        for mine, average in zip(self.module.parameters(), self.average):
            kept = mine.detach().clone()
            mine.data.copy_(average)
            average.copy_(kept)


def pretrain(model, tokens, options, run, log):
    training = Training(model, os.path.join(run, "pretrain.pt"), options.pretrain, options.rate, options.threads)
    rng = numpy.random.default_rng([options.seed, training.step])
    mix = [("imdb", 0.38), ("film", 0.30), ("sst", 0.17), ("yelp", 0.08), ("yelp_natural", 0.07)]
    stream = batches.crops(tokens, mix, options.batch, options.vocabulary, rng)

    def loss(module, batch):
        ids, places, words, labels = map(torch.from_numpy, batch)
        hidden = module.classifier.albert(ids)
        logits = module.words(hidden.flatten(0, 1)[places], module.classifier.albert.embeddings.word_embeddings.weight)
        words_loss = F.cross_entropy(logits, words)
        known = labels >= 0
        if not known.any():
            return words_loss, words_loss.item(), 0.693
        label_loss = F.cross_entropy(module.classifier.head(hidden)[known], labels[known], label_smoothing=0.05)
        return words_loss + label_loss, words_loss.item(), label_loss.item()

    model.train()
    started, seen, figures = time.time(), 0, []
    while training.step < options.pretrain:
        group = [next(stream) for _ in range(options.threads)]
        figures.append(training.update(loss, group))
        seen += sum(batch[0].size for batch in group)
        if training.step % 50 == 0:
            mean = numpy.mean(figures[-50:], 0)
            log(f"pretrain {training.step} words {mean[1]:.3f} labels {mean[2]:.3f} {seen / (time.time() - started):.0f} tokens/s")
        if training.step % 250 == 0 or training.step == options.pretrain:
            training.save()
    log(f"pretrained on {seen:,} tokens in this run")
    training.swap()


def tune(classifier, tokens, options, run, log, save):
    training = Training(classifier, os.path.join(run, "tune.pt"), options.tune, options.tune_rate, options.threads)
    best_path = os.path.join(run, "best.pt")
    best = torch.load(best_path) if training.step else {"loss": math.inf}
    rng = numpy.random.default_rng([options.seed, 7, training.step])
    stream = itertools.chain.from_iterable(batches.epoch(mixture(tokens, rng), options.batch, 0.06, rng) for _ in itertools.count())

    def loss(module, batch):
        ids, mask, labels, weights = (None if a is None else torch.from_numpy(a) for a in batch)
        losses = F.cross_entropy(module(ids, mask), labels, label_smoothing=0.05, reduction="none")
        return ((losses * weights).sum() / weights.sum(),)

    started, seen, figures = time.time(), 0, []
    while training.step < options.tune:
        classifier.train()
        group = [next(stream) for _ in range(options.threads)]
        figures.append(training.update(loss, group))
        seen += sum(batch[0].size for batch in group)
        if training.step % 200 == 0 or training.step == options.tune:
            training.swap()
            held = figures_of(predict(training.replicas, tokens["sst_held"]), tokens["sst_held"].labels)
            if held["loss"] < best["loss"]:
                best = {"loss": held["loss"], "accuracy": held["accuracy"], "step": training.step, "state": classifier.state_dict()}
                torch.save(best, best_path)
                save(classifier)
            training.swap()
            training.save()
            log(f"tune {training.step} loss {numpy.mean(figures[-200:]):.3f} held-out accuracy {held['accuracy']:.4f} "
                f"loss {held['loss']:.4f} {seen / (time.time() - started):.0f} tokens/s")
    log(f"tuned on {seen:,} tokens in this run; best step {best['step']}, held-out accuracy {best['accuracy']:.4f}")
    classifier.load_state_dict(torch.load(best_path)["state"])


def mixture(tokens, rng):
    """All of SST-2, in one spelling or the other, with a part of the noisier sets at a lower weight."""
    some = lambda name, count: rng.choice(len(tokens[name]), count, replace=False)
    spelling = rng.random(len(tokens["sst"])) < 0.65
    return [(tokens["sst"], numpy.flatnonzero(spelling), None, 1.0), (tokens["sst_natural"], numpy.flatnonzero(~spelling), None, 1.0),
            (tokens["yelp"], some("yelp", 6000), None, 0.4), (tokens["yelp_natural"], some("yelp", 6000), None, 0.4),
            (tokens["imdb"], some("imdb", 4000), 60, 0.4)]


def predict(replicas, tokens, limit=None):
    """Logits [texts, labels]: the mean over a text's windows."""
    for module in replicas.modules:
        module.eval()

    def run(module, batch):
        indices, ids, mask = batch
        with torch.no_grad():
            return indices, module(torch.from_numpy(ids), None if mask is None else torch.from_numpy(mask)).numpy()

    total, count = numpy.zeros((limit or len(tokens), len(LABELS))), numpy.zeros((limit or len(tokens), 1))
    stream = batches.in_order(tokens, 4096, limit)
    for group in iter(lambda: list(itertools.islice(stream, len(replicas.modules))), []):
        for indices, logits in replicas.map(run, group):
            numpy.add.at(total, indices, logits)
            numpy.add.at(count, indices, 1)
    return torch.from_numpy(total / count)


def figures_of(logits, labels, temperature=1.0):
    labels = torch.from_numpy(labels[: len(logits)])
    probabilities = (logits / temperature).softmax(1)
    confidence, guess = probabilities.max(1)
    right = (guess == labels).double()
    bins = (confidence * 15).long().clamp(max=14)
    error = sum((bins == b).double().mean() * (right[bins == b].mean() - confidence[bins == b].mean()).abs()
                for b in range(15) if (bins == b).any())
    figures = {"accuracy": right.mean(), "loss": F.nll_loss(probabilities.log(), labels), "ece": error}
    for i, name in enumerate(LABELS):
        hits = ((guess == i) & (labels == i)).double().sum()
        precision, recall = hits / (guess == i).sum(), hits / (labels == i).sum()
        figures[name] = {"precision": precision, "recall": recall, "f1": 2 * precision * recall / (precision + recall)}
    return json.loads(json.dumps(figures, default=lambda value: round(value.item(), 4)))


def report(classifier, tokens, options, run, log):
    """Temperature from the held-out part of train; figures on the dev parts, once."""
    replicas = Replicas(classifier, options.threads)
    held = predict(replicas, tokens["sst_held"])
    grid = [round(0.5 + 0.02 * i, 2) for i in range(150)]
    temperature = min(grid, key=lambda t: figures_of(held, tokens["sst_held"].labels, t)["loss"])
    figures = {"temperature": temperature, "held": figures_of(held, tokens["sst_held"].labels, temperature)}
    for name, limit in (("sst_dev", None), ("sst_dev_natural", None), ("yelp_dev", 5000), ("imdb_dev", None)):
        tokens["sst_dev_natural"].labels = tokens["sst_dev"].labels
        logits = predict(replicas, tokens[name], limit)
        figures[name] = figures_of(logits, tokens[name].labels, temperature)
        figures[name]["ece_before_temperature"] = figures_of(logits, tokens[name].labels)["ece"]
    with open(os.path.join(run, "figures.json"), "w") as file:
        json.dump(figures, file, indent=1)
    log(json.dumps(figures))


if __name__ == "__main__":
    main()
