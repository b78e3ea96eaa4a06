"""Reads ../shared/data: plain text for the backbones and labelled lines for the tasks."""
import glob
import gzip
import json
import os


def lines(path):
    with (gzip.open if path.endswith(".gz") else open)(path, "rt", encoding="utf-8") as file:
        yield from (line.rstrip("\n") for line in file)


def json_lines(path):
    return (json.loads(line) for line in lines(path))


def labelled(path, columns=2):
    """Tab-separated lines without exact duplicates, so that none stands on both sides of a split."""
    return list(dict.fromkeys(tuple(line.split("\t", columns - 1)) for line in lines(path)))


def every_tenth(items):
    """(the rest, the held-out lines whose number mod 10 is 9)."""
    return [x for i, x in enumerate(items) if i % 10 != 9], items[9::10]


def squad(path):
    """(title, context, question, answer text, answer start) of SQuAD; the last two are None where there is no answer."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for article in json.load(file)["data"]:
            for paragraph in article["paragraphs"]:
                for qa in paragraph["qas"]:
                    answers = qa["answers"]
                    first = answers[0] if answers else {"text": None, "answer_start": None}
                    yield article["title"], paragraph["context"], qa["question"], first["text"], first["answer_start"], [a["text"] for a in answers]


def open_texts(data):
    """Documents under open licences: what the two backbones may see. Wikipedia and SQuAD CC BY-SA, OpenStax and GoEmotions CC BY."""
    at = lambda *name: os.path.join(data, *name)
    for path in sorted(glob.glob(at("text", "wikipedia-*")) + glob.glob(at("text", "textbooks", "*")) + glob.glob(at("text", "government*"))):
        yield from paragraphs(path)
    seen = set()
    for _, context, question, *_ in squad(at("qa", "squad-1.1-train.json.gz")):
        if context not in seen:
            seen.add(context)
            yield context
        yield question
    yield from (text for _, text in labelled(at("emotions", "go-emotions-train.tsv.gz")))
    yield from dict.fromkeys(side for line in labelled(at("pairs", "snli-train.tsv.gz"), 3) for side in line[1:])


def review_texts(data):
    """Film and restaurant reviews (research licences), for sentiment's own word vectors."""
    from reviews import Sets

    sets = Sets(data)
    yield from (text for _, text in sets.sst + sets.sst_natural + sets.yelp + sets.imdb + sets.film)


def paragraphs(path, longest=4000):
    """Lines joined to documents of a few thousand characters; a blank line ends one."""
    document = []
    for line in lines(path):
        if line.strip():
            document.append(line.strip())
        if document and (not line.strip() or sum(map(len, document)) > longest):
            yield " ".join(document)
            document = []
    if document:
        yield " ".join(document)
