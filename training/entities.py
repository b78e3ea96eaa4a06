"""The starter model `entities`: entities.py --data ../shared/data --backbone training/.work/encoder --out training/.work/entities

Names have capitals: the uncased encoder gets a cased vocabulary (WordPiece.cased) before it is tuned; --uncased leaves it as it is.
"""
import collections
import glob
import os

from loop import Log, arguments  # first: it settles threads

import numpy
import torch
from torch.nn import functional as F

import batches
import checkpoint
import metrics
from corpus import lines, paragraphs
from heads import Token
from tuning import calibrated, report, tune

TAGS = ["O"] + [f"{begins}-{kind}" for kind in ("PER", "LOC", "ORG", "MISC") for begins in "BI"]
UNSAID = -100

# What the sets' own kinds mean here. Kinds that no name stands for in CoNLL's sense are left out of the loss (UNSAID).
KINDS = {
    **dict.fromkeys("PER person politician writer researcher scientist musicalartist".split(), "PER"),
    **dict.fromkeys("LOC location country place".split(), "LOC"),
    **dict.fromkeys("ORG organization organisation group corporation politicalparty band university".split(), "ORG"),
    **dict.fromkeys("MISC misc creative-work product event election award book song album poem magazine musicalinstrument "
                    "academicjournal astronomicalobject programlang conference".split(), "MISC"),
}


def sentences(path):
    """[(word, tag as written)] of each sentence, without exact duplicates."""
    seen, words = set(), []
    for line in [*lines(path), ""]:
        parts = line.split()
        if len(parts) >= 2:
            words.append((parts[0], parts[-1]))
        elif words:
            if tuple(words) not in seen:
                seen.add(tuple(words))
                yield words
            words = []


def mapped(tags):
    """Tags of TAGS, as numbers; a run of I- without B- begins where its kind changes."""
    numbers, before = [], None
    for tag in tags:
        kind = None if tag == "O" else tag[2:]
        ours = KINDS.get(kind)
        if kind is None:
            numbers.append(0)
        elif ours is None:
            numbers.append(UNSAID)
        else:
            numbers.append(TAGS.index(("B-" if tag[0] == "B" or before != kind else "I-") + ours))
        before = kind
    return numbers


class Sentences:
    """Rows of ids; of each word's first piece the tag (UNSAID elsewhere). A word is what BERT's tokenizer takes for one."""

    def __init__(self, items, vocabulary, weight=1.0, misc=True):
        self.rows, self.tags = [], []
        for item in items:
            ids, tags = [], []
            for (word, _), tag in zip(item, mapped([tag for _, tag in item])):
                for n, part in enumerate(vocabulary.split(word)):
                    row = vocabulary.word(part)
                    ids += row
                    inner = tag + 1 if n and tag > 0 and TAGS[tag][0] == "B" else tag
                    tags += [inner] + [UNSAID] * (len(row) - 1)
            if ids:
                self.rows.append(numpy.array(ids[:250], "int64"))
                self.tags.append(numpy.array(tags[:250], "int64"))
        self.weights = numpy.full(len(self.rows), weight, "float32")
        self.misc = numpy.full(len(self.rows), misc)  # whether the set has MISC at all

    def __add__(self, other):
        both = object.__new__(Sentences)
        both.rows, both.tags = self.rows + other.rows, self.tags + other.tags
        both.weights, both.misc = numpy.concatenate([self.weights, other.weights]), numpy.concatenate([self.misc, other.misc])
        return both

    def batch(self, some):
        ids, mask, _ = batches.pad([self.rows[i] for i in some])
        tags = numpy.full_like(ids, UNSAID)
        for line, i in zip(tags, some):
            line[1 : len(self.tags[i]) + 1] = self.tags[i]
        return ids, mask, tags, self.weights[some], self.misc[some]

    def epoch(self, budget, drop, rng):
        for some in batches.by_length(numpy.array([len(row) for row in self.rows]), budget, rng):
            ids, *rest = self.batch(some)
            yield batches.drop_words(ids, drop, rng), *rest


def main():
    options = arguments(__doc__, backbone=None, steps=3000, batch=1536, rate=2e-4, drop=0.05, uncased=False)
    log = Log(os.path.join(options.run, "log.txt"))
    at = lambda name: os.path.join(options.data, "entities", name)
    spoken = [" ".join(word for word, _ in s) for path in sorted(glob.glob(at("*"))) if "wnut17-dev" not in path for i, s in enumerate(sentences(path)) if i % 10 != 9]
    spoken += [text.lower() for text in spoken[::2]] + list(paragraphs(os.path.join(options.data, "text", "wikipedia-2.txt.gz")))[:2000]
    config, state, vocabulary = (checkpoint.shortened if options.uncased else checkpoint.cased)(options.backbone, spoken, options.pieces)
    read = lambda pattern, weight=1.0, wanted=lambda i: True, misc=True, spelled=str: Sentences(
        [[(spelled(word), tag) for word, tag in s] for path in sorted(glob.glob(at(pattern))) for i, s in enumerate(sentences(path)) if wanted(i)],
        vocabulary, weight, misc)
    rest, kept = (lambda i: i % 10 not in (4, 9)), (lambda i: i % 10 == 4)
    dev = {"wnut": read("wnut17-dev.conll"), "wikigold": read("wikigold.conll", wanted=lambda i: i % 10 == 9)}
    held = read("wikigold.conll", wanted=kept) + read("wnut17-train.conll", wanted=kept)
    # The sets of the two measures count three times; of the silver one every third sentence is enough.
    aims = read("wikigold.conll", 1.0, rest) + read("wnut17-train.conll", 1.0, rest)
    train = aims + aims + aims + read("crossner-*.conll", 0.7) + read("gum-*.gz", 0.5) + read("uner-*.conll", 1.0, misc=False)
    train = train + read("btc-*.conll", 0.7, misc=False) + read("wikiann-en-*.gz", 0.4, lambda i: i % 3 == 0, misc=False)
    # A quarter of the names in comments and tweets have no capital.
    train = train + read("wikigold.conll", 0.4, rest, spelled=str.lower) + read("wnut17-train.conll", 0.8, rest, spelled=str.lower)
    train = train + read("btc-*.conll", 0.4, misc=False, spelled=str.lower) + read("uner-*.conll", 0.4, misc=False, spelled=str.lower)
    log(f"{len(train.rows):,} sentences to train on, {len(held.rows)} held out, dev " + ", ".join(f"{name} {len(s.rows)}" for name, s in dev.items()))
    model = Token(config, TAGS).load_backbone(state)

    def loss(module, batch):
        ids, mask, tags, weights, misc = batch
        logs = module(ids, mask).float().log_softmax(2)
        chances = logs.gather(2, tags.clamp(min=0)[:, :, None])[:, :, 0]
        # Where a set has no MISC, no name in its sense may be one in ours.
        other = logs[:, :, [TAGS.index(tag) for tag in ("O", "B-MISC", "I-MISC")]].logsumexp(2)
        chances = torch.where((tags == 0) & ~misc[:, None], other, chances)
        said = (tags != UNSAID) * weights[:, None]
        return (-(chances * said).sum() / said.sum(),)

    def evaluate(replicas):
        figures = entity_f1(predict(replicas, held), held)
        return figures["all"]["f1"], f"F1 {figures['all']['f1']:.4f}"

    replicas = tune(model, vocabulary, options, log, lambda rng: train.epoch(options.batch, options.drop, rng), loss, evaluate, every=250)
    logits = predict(replicas, held)
    said = numpy.concatenate(held.tags) != UNSAID
    flat, truth = torch.from_numpy(numpy.concatenate(logits)[said]), torch.from_numpy(numpy.concatenate(held.tags)[said])
    temperature = metrics.fit_temperature(lambda t: F.cross_entropy(flat / t, truth).item())
    calibrated(options, temperature=temperature)
    figures = {"temperature": temperature, "held": entity_f1(logits, held)}
    for name, part in dev.items():
        logits = predict(replicas, part)
        figures[name] = entity_f1(logits, part)
        flat, truth = numpy.concatenate(logits), numpy.concatenate(part.tags)
        scores = torch.from_numpy(flat[truth != UNSAID] / temperature).softmax(1)
        confidence, guess = scores.max(1)
        figures[name]["ece_of_words"] = metrics.calibration_error(confidence, guess.numpy() == truth[truth != UNSAID])
    report(options, log, metrics.rounded(figures))


def predict(replicas, part):
    """Logits [pieces, tags] of each sentence."""
    result = [None] * len(part.rows)
    stream = ((some, part.batch(some)[:2]) for some in batches.by_length(numpy.array([len(row) for row in part.rows]), 6144))
    for some, logits in replicas.predict(lambda module, batch: module(*batch).float().cpu().numpy(), stream):
        for line, i in zip(logits, some):
            result[i] = line[1 : len(part.rows[i]) + 1]
    return result


def spans(tags):
    """(kind, first, last) of each entity: as the engine joins words, B- begins and so does a change of kind."""
    found, open_ = [], None
    for n, tag in enumerate([*tags, 0]):
        kind = TAGS[tag][2:] if tag > 0 else None
        if open_ and (kind != open_[0] or TAGS[tag][0] == "B"):
            found.append((open_[0], open_[1], n - 1))
            open_ = None
        if kind and not open_:
            open_ = (kind, n)
    return set(found)


def entity_f1(logits, part):
    """Exact spans and kinds: precision, recall and F1, of all and by kind."""
    counts = collections.defaultdict(lambda: [0, 0, 0])
    for line, tags in zip(logits, part.tags):
        said = tags != UNSAID
        guessed, true = spans(line[said].argmax(1)), spans(tags[said])
        for index, some in enumerate((guessed & true, guessed, true)):
            for kind, *_ in some:
                counts[kind][index] += 1
                counts["all"][index] += 1
    return {kind: {"precision": hits / max(1, guessed), "recall": hits / max(1, true), "f1": 2 * hits / max(1, guessed + true), "count": true}
            for kind, (hits, guessed, true) in sorted(counts.items())}


if __name__ == "__main__":
    main()
