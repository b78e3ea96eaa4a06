"""Compiles a checkpoint into models/NAME, with its licence and sets: package.py NAME --data ../shared/data [--checkpoint FOLDER] [--version 1] [--precision int8]

Texts of the package's own kind decide how well the quantised graph agrees. Run from the repository's root, where
`dotnet build src/ServerlessNlp.Cli -c Release` has been run.
"""
import argparse
import itertools
import os
import subprocess
import tempfile

from corpus import json_lines, labelled, lines, squad

ENCODER = "all-MiniLM-L6-v2 (Apache-2.0), by whose weights it began"
RESEARCH = "Research use only: trained on {}; the encoder it began with is all-MiniLM-L6-v2, Apache-2.0"
OPEN = "{}; the encoder it began with is all-MiniLM-L6-v2, Apache-2.0"
# Name → licence, training sets, texts for the comparison, further options of `nlp compile`.
PACKAGES = {
    "sentiment": (RESEARCH.format("SST-2, IMDB (research) and Yelp (its terms)"), ["SST-2", "IMDB", "Yelp sentences", "patterns of negation and irony (training/turns.py)"],
                  lambda at: [text for _, text in labelled(at("sentiment", "sst2-dev.tsv"))], []),
    "topics": (RESEARCH.format("AG News (non-commercial) and BBC articles (research)"), ["AG News", "BBC articles"],
               lambda at: [text for _, text in labelled(at("topics", "ag-news-dev.tsv.gz"))], []),
    "emotions": (OPEN.format("CC BY 4.0"), ["GoEmotions"], lambda at: [text for _, text in labelled(at("emotions", "go-emotions-dev.tsv"))], []),
    "spam": (RESEARCH.format("Enron and Ling-Spam (research)"), ["SMS Spam Collection", "Enron-Spam", "Ling-Spam"],
             lambda at: [text for _, text in labelled(at("spam", "sms.tsv"))[9::10]]
             + [mail["body"][:1500].replace("\n", " ") for mail in list(json_lines(at("spam", "enron1.jsonl.gz")))[9::40]], []),
    "entities": (OPEN.format("CC BY-SA 4.0"), ["WNUT 2017", "WikiGold", "Broad Twitter Corpus", "CrossNER", "UNER EWT", "GUM", "WikiAnn"],
                 lambda at: words(at("entities", "wnut17-dev.conll")), []),
    "questions": (OPEN.format("CC BY-SA 4.0"), ["SQuAD 1.1"], lambda at: [(item[2], item[1]) for item in list(squad(at("qa", "squad-1.1-dev.json.gz")))[::20]], ["--accept", "0.97"]),
    "similarity": (OPEN.format("CC BY-SA 4.0 (trained on STS-B, whose texts are of mixed origin)"), ["STS-B"],
                   lambda at: [text for line in labelled(at("pairs", "sts-b-dev.tsv"), 3) for text in line[1:]], ["--pooling", "mean", "--normalize"]),
    "summary": (RESEARCH.format("BBC articles (research)"), ["BBC News summaries"],
                lambda at: [item["text"].replace("\n", " ") for item in list(json_lines(at("summaries", "bbc-summaries.jsonl.gz")))[9::10]], ["--task", "summarize"]),
}


def words(path):
    for filled, group in itertools.groupby(lines(path), key=lambda line: bool(line.strip())):
        if filled:
            yield " ".join(line.split()[0] for line in group)


def line(text):
    """A text on one line; the two of a pair are parted by a tab."""
    return "\t".join(" ".join(side.split()) for side in (text if isinstance(text, tuple) else (text,)))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name", choices=PACKAGES)
    parser.add_argument("--data", required=True)
    parser.add_argument("--checkpoint", help="training/.work/NAME if left out; a student's folder otherwise")
    parser.add_argument("--version", default="1")
    parser.add_argument("--precision", default="int8")
    parser.add_argument("--out", default="models")
    options, further = parser.parse_known_args()  # what is not known here goes on to `nlp compile`
    licence, sets, texts, more = PACKAGES[options.name]
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as file:
        file.writelines(line(text) + "\n" for text in list(texts(lambda *path: os.path.join(options.data, *path)))[:800])
        file.flush()
        command = ["dotnet", "run", "--project", "src/ServerlessNlp.Cli", "-c", "Release", "--no-build", "--", "compile", options.checkpoint or os.path.join("training", ".work", options.name),
                   "--out", os.path.join(options.out, options.name), "--precision", options.precision, "--version", options.version,
                   "--licence", licence, "--texts", file.name, *more, *further]
        for name in [ENCODER, *sets]:
            command += ["--trained-on", name]
        subprocess.run(command, check=True)


if __name__ == "__main__":
    main()
