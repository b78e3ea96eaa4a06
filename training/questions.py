"""The starter model `questions`: questions.py --data ../shared/data --backbone training/.work/encoder --out training/.work/questions

A span of the paragraph, or none: then start and end are at [CLS]. Unanswerable questions are made of answerable ones: beside the
paragraph of the same article that shares most words with them, or with a name or a number exchanged for one of the paragraph.
"""
import collections
import os
import re
import string

from loop import Log, arguments  # first: it settles threads

import numpy
import torch
from torch.nn import functional as F

import batches
import checkpoint
import metrics
from corpus import squad
from heads import Span
from tuning import calibrated, report, tune

LENGTH, LONGEST_ANSWER = 256, 30


class Questions:
    """Token ids of questions and paragraphs, the place of each paragraph token in its text, and the answer's first and last token."""

    def __init__(self, items, vocabulary):
        contexts = list(dict.fromkeys(item[1] for item in items))
        number = {text: i for i, text in enumerate(contexts)}
        self.texts = contexts
        self.rows, self.spans = zip(*(located(text, vocabulary) for text in contexts))
        self.vocabulary, self.asked = vocabulary, [item[2] for item in items]
        self.questions = [numpy.array(row, "int64")[:48] for row in vocabulary.encode(self.asked)]
        self.context = numpy.array([number[item[1]] for item in items])
        self.answers = [item[5] for item in items]
        self.ends = numpy.array([self.find(number[item[1]], item[4], item[3]) for item in items])
        self.article = [item[0] for item in items]
        beside = collections.defaultdict(list)
        for title, c in dict.fromkeys(zip(self.article, self.context)):
            beside[title].append(c)
        self.beside = beside

    def __len__(self):
        return len(self.questions)

    def find(self, c, start, text):
        """The first and the last token that the answer touches; (-1, -1) where there is none."""
        if text is None or start is None or start < 0:
            return -1, -1
        inside = numpy.flatnonzero((self.spans[c][:, 0] < start + len(text)) & (self.spans[c][:, 1] > start))
        return (inside[0], inside[-1]) if len(inside) else (-1, -1)

    def epoch(self, indices, budget, shortest, longest, none, rng):
        """Question, and a part of a paragraph that holds the answer: ids, mask, types, start, end (0: none)."""
        items = []
        for i in indices:
            c, (first, last), question = self.context[i], self.ends[i], self.questions[i]
            if first < 0:
                continue
            if rng.random() < none:
                if rng.random() < 0.5:
                    c = self.nearest(i, rng)
                else:
                    question = self.exchanged(i, rng)
                if c is None or question is None:
                    continue
                first = last = -1
            row, room = self.rows[c], int(rng.integers(shortest, longest + 1))
            if len(row) > room:
                least, most = (max(0, last - room + 1), min(first, len(row) - room)) if first >= 0 else (0, len(row) - room)
                at = int(rng.integers(min(least, most), most + 1))
                row, first, last = row[at : at + room], first - at if first >= 0 else -1, last - at if first >= 0 else -1
            shift = len(question) + 2
            items.append((question, row, first + shift if first >= 0 else 0, min(last + shift, len(row) + shift - 1) if first >= 0 else 0))
        lengths = numpy.array([len(q) + len(r) for q, r, _, _ in items])
        for some in batches.by_length(lengths, budget, rng):
            ids, mask, types = batches.pad([items[i][0] for i in some], [items[i][1] for i in some])
            yield ids, mask, types, numpy.array([items[i][2] for i in some]), numpy.array([items[i][3] for i in some])

    def nearest(self, i, rng, among=8):
        """Of some other paragraphs of the article the one that shares most pieces with the question, if it does not hold the answer."""
        others = [c for c in self.beside[self.article[i]] if c != self.context[i]]
        if not others:
            return None
        some = [others[k] for k in rng.choice(len(others), min(among, len(others)), replace=False)]
        best = max(some, key=lambda c: len(numpy.intersect1d(self.questions[i], self.rows[c])))
        return None if any(answer.lower() in self.texts[best].lower() for answer in self.answers[i]) else best

    def exchanged(self, i, rng):
        """The question with one of its names or numbers exchanged for another of the paragraph, or with `not`; None where it has neither."""
        asked, text = self.asked[i], self.texts[self.context[i]]
        names = re.compile(r"(?<!^)\b(?:\d[\d,.]*\d|\d|[A-Z][\w'-]+(?: [A-Z][\w'-]+)*)")
        own = [m for m in names.finditer(asked) if m.start() > 0]
        if own:
            place = own[rng.integers(len(own))]
            number = place.group()[0].isdigit()
            found = sorted({m.group() for m in names.finditer(text) if m.group()[0].isdigit() == number} - {m.group() for m in own} - set(self.answers[i]))
            if found:
                other = found[rng.integers(len(found))]
                return numpy.array(self.vocabulary.encode([asked[: place.start()] + other + asked[place.end() :]])[0], "int64")[:48]
        place = re.search(r"\b(is|are|was|were|did|does|do|can|could|will|would|has|have|had)\b(?! not)", asked)
        if not place or rng.random() < 0.5:
            return None
        word = "not" if rng.random() < 0.5 else "never"
        after = re.match(r"( (?:the |a |an )?[\w'-]+)", asked[place.end() :]) if place.group() in ("did", "does", "do", "can", "could", "will", "would") else None
        at = place.end() + (after.end() if after else 0)
        return numpy.array(self.vocabulary.encode([f"{asked[:at]} {word}{asked[at:]}"])[0], "int64")[:48]


def located(text, vocabulary):
    """Ids, and the part of the text that each stands for: a piece's own characters, or the whole word where normalising changed their number."""
    ids, spans = [], []
    for first, end, row in vocabulary.located(text):
        sizes = [len(vocabulary.pieces_in_order[i].removeprefix("##")) for i in row]
        ids += row
        if sum(sizes) == end - first:
            ends = first + numpy.cumsum(sizes)
            spans += [(int(e) - size, int(e)) for e, size in zip(ends, sizes)]
        else:
            spans += [(first, end)] * len(row)
    return numpy.array(ids, "int64"), numpy.array(spans).reshape(-1, 2)


def allowed(logits, ids, mask, types):
    """[CLS] and the paragraph may be chosen, without the last [SEP]."""
    last = (torch.ones_like(ids) if mask is None else mask).sum(1) - 1
    place = torch.arange(ids.shape[1], device=ids.device)
    able = ((types == 1) & (place < last[:, None])) | (place == 0)
    return logits.float().masked_fill(~able[:, :, None], -1e9)


def main():
    options = arguments(__doc__, backbone=None, steps=6000, batch=2048, rate=1.5e-4, shortest=50, longest=170, none=0.25)
    log = Log(os.path.join(options.run, "log.txt"))
    items = list(dict.fromkeys((*item[:5], tuple(item[5])) for item in squad(os.path.join(options.data, "qa", "squad-1.1-train.json.gz"))))
    titles = sorted({item[0] for item in items})
    apart = set(titles[9::20])
    spoken = [text for item in items if item[0] not in apart for text in item[1:3]]
    config, state, vocabulary = checkpoint.shortened(options.backbone, spoken, options.pieces)
    train = Questions([item for item in items if item[0] not in apart], vocabulary)
    held = Questions([item for item in items if item[0] in apart][::3], vocabulary)
    dev = Questions([(*item[:5], tuple(item[5])) for item in squad(os.path.join(options.data, "qa", "squad-1.1-dev.json.gz"))], vocabulary)
    log(f"{len(train):,} questions to train on ({(train.ends[:, 0] < 0).sum()} without a place), {len(held):,} held out (whole articles), {len(dev):,} dev")
    model = Span(config).load_backbone(state)

    def loss(module, batch):
        ids, mask, types, first, last = batch
        logits = allowed(module(ids, mask, types), ids, mask, types)
        return (F.cross_entropy(logits[:, :, 0], first) + F.cross_entropy(logits[:, :, 1], last),)

    def evaluate(replicas):
        some = numpy.arange(min(500, len(held)))
        figures = exact_and_f1(held, some, predict(replicas, held, some))
        return figures["f1"], f"F1 {figures['f1']:.2f} exact {figures['exact']:.2f}"

    epoch = lambda rng: train.epoch(rng.permutation(len(train)), options.batch, options.shortest, options.longest, options.none, rng)
    replicas = tune(model, vocabulary, options, log, epoch, loss, evaluate, every=500)

    temperature, threshold = fit(replicas, held, numpy.random.default_rng(options.seed))
    calibrated(options, temperature=temperature, threshold=threshold)
    some = numpy.arange(len(dev))[:: options.report_every]
    answers = predict(replicas, dev, some, temperature)
    figures = {"temperature": temperature, "threshold": threshold, "dev": exact_and_f1(dev, some, answers),
               "dev_with_no_answer_below_threshold": exact_and_f1(dev, some, answers, threshold)}
    right = [best_f1(a[0], dev.answers[i]) == 1 for i, a in zip(some, answers)]
    figures["dev_ece"] = metrics.calibration_error([a[1] for a in answers], right)
    report(options, log, figures)
    second = Questions([(*item[:5], tuple(item[5])) for item in squad(os.path.join(options.data, "qa", "squad-2.0-dev.json.gz"))], vocabulary)
    some = numpy.arange(len(second))[:: options.report_every]
    answers = predict(replicas, second, some, temperature)
    figures["squad2_dev"] = exact_and_f1(second, some, answers, threshold)
    report(options, log, figures)


def run(replicas, questions, indices, other=None):
    """Of each question its windows: logits [tokens, 2] of the paragraph's part, their sum at [CLS], the part's first token, the tokens it answers for."""
    windows = []
    for k, i in enumerate(indices):
        row = questions.rows[questions.context[i] if other is None else other[k]]
        room = LENGTH - 3 - len(questions.questions[i])
        overlap = min(LENGTH // 4, room // 2)
        starts = list(range(0, max(1, len(row) - overlap), room - overlap))
        for n, start in enumerate(starts):
            owned = (start if n == 0 else start + overlap // 2, min(len(row), start + room) - (0 if n == len(starts) - 1 else overlap - overlap // 2))
            windows.append((k, start, row[start : start + room], owned))
    lengths = numpy.array([len(questions.questions[indices[k]]) + len(row) for k, _, row, _ in windows])
    batch = lambda some: batches.pad([questions.questions[indices[windows[w][0]]] for w in some], [windows[w][2] for w in some])
    stream = ((some, batch(some)) for some in batches.by_length(lengths, 4096))
    found = [[] for _ in indices]
    for some, logits in replicas.predict(lambda module, b: module(*b).float().cpu().numpy(), stream):
        for line, w in zip(logits, some):
            k, start, row, owned = windows[w]
            shift = len(questions.questions[indices[k]]) + 2
            found[k].append((line[shift : shift + len(row)], float(line[0].sum()), start, owned))
    return found


def answers_of(questions, indices, found, temperature=1.0, other=None):
    """For each question its best span's text, its probability among all spans and none, and its odds against none alone (the engine's rules)."""
    answers = []
    for k, i in enumerate(indices):
        spans, totals, nothing = [], [], min(none for _, none, _, _ in found[k]) / temperature
        for logits, _, start, owned in found[k]:
            reach = numpy.arange(len(logits))
            able = (reach[None, :] >= reach[:, None]) & (reach[None, :] < reach[:, None] + LONGEST_ANSWER)
            able &= ((reach + start >= owned[0]) & (reach + start < owned[1]))[:, None]
            pairs = numpy.where(able, (logits[:, None, 0] + logits[None, :, 1]) / temperature, -numpy.inf)
            at = numpy.unravel_index(pairs.argmax(), pairs.shape)
            spans.append((float(pairs[at]), start + at[0], start + at[1]))
            totals.append(numpy.logaddexp.reduce(pairs, axis=None))
        best, first, last = max(spans)
        total = numpy.logaddexp.reduce(totals + [nothing])
        c = questions.context[i] if other is None else other[k]
        text = questions.texts[c][questions.spans[c][first, 0] : questions.spans[c][last, 1]]
        answers.append((text, float(numpy.exp(best - total)), float(1 / (1 + numpy.exp(nothing - best)))))
    return answers


def predict(replicas, questions, indices, temperature=1.0):
    return answers_of(questions, indices, run(replicas, questions, indices), temperature)


def fit(replicas, held, rng):
    """Temperature by the exactness of answers; the threshold of odds with the best F1 where one question in three has no answer."""
    some = numpy.arange(len(held))[:500]
    exchanged = [held.exchanged(i, rng) if rng.random() < 0.5 else None for i in some]
    nearest = [held.nearest(i, rng) if rng.random() < 0.6 else None for i in some]
    found, temperatures = run(replicas, held, some), (0.7, 0.85, 1.0, 1.2, 1.5, 1.8)

    def loss(t):
        answers = answers_of(held, some, found, t)
        right = numpy.array([best_f1(a[0], held.answers[i]) == 1 for i, a in zip(some, answers)])
        chance = numpy.clip([a[1] for a in answers], 1e-6, 1 - 1e-6)
        return -numpy.mean(numpy.where(right, numpy.log(chance), numpy.log(1 - chance)))

    temperature = min(temperatures, key=loss)
    answers = answers_of(held, some, found, temperature)
    values, odds = [best_f1(a[0], held.answers[i]) for i, a in zip(some, answers)], [a[2] for a in answers]
    # Beside the answered ones, half as many without an answer, made as in training.
    absent = [(k, i, nearest[k], exchanged[k]) for k, i in enumerate(some) if nearest[k] is not None or exchanged[k] is not None][: len(some) // 2]
    kept = held.questions
    held.questions = list(kept)
    for _, i, c, question in absent:
        held.questions[i] = kept[i] if c is not None else question
    which = [i for _, i, _, _ in absent]
    context = [held.context[i] if c is None else c for _, i, c, _ in absent]
    gone = answers_of(held, which, run(replicas, held, which, context), temperature, context)
    held.questions = kept
    values, odds = numpy.array(values + [0.0] * len(gone)), numpy.array(odds + [a[2] for a in gone])
    missing = numpy.arange(len(values)) >= len(some)
    grid = numpy.arange(0.05, 0.96, 0.05)
    return temperature, round(float(max(grid, key=lambda t: numpy.where(odds >= t, values, missing).mean())), 2)


def plain(text):
    """SQuAD's: lower case, no punctuation, no articles."""
    text = "".join(c for c in text.lower() if c not in string.punctuation)
    return " ".join(re.sub(r"\b(a|an|the)\b", " ", text).split())


def best_f1(answer, truths):
    values = [0.0]
    for truth in truths:
        ours, theirs = plain(answer).split(), plain(truth).split()
        common = sum((collections.Counter(ours) & collections.Counter(theirs)).values())
        values.append(float(ours == theirs) if not common else 2 * common / (len(ours) + len(theirs)))
    return max(values)


def exact_and_f1(questions, indices, answers, threshold=0.0):
    exact, f1 = [], []
    for i, (text, _, odds) in zip(indices, answers):
        truths = questions.answers[i]
        if odds < threshold or not truths:
            exact.append(float(not truths and odds < threshold))
            f1.append(exact[-1])
        else:
            exact.append(float(any(plain(text) == plain(truth) for truth in truths)))
            f1.append(best_f1(text, truths))
    return {"exact": 100 * float(numpy.mean(exact)), "f1": 100 * float(numpy.mean(f1)), "questions": len(f1)}


if __name__ == "__main__":
    main()
