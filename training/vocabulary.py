"""The two vocabularies: Unigram for ALBERT (SentencePiece) and WordPiece for SqueezeBERT (trained here)."""
import collections
import heapq
import random
import re
import sys
import unicodedata

import numpy
import sentencepiece

PAD, UNKNOWN, CLS, SEP, MASK = range(5)
SPECIALS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]


class Unigram:
    """SentencePiece by ALBERT's conventions, lower-cased."""

    file = "spiece.model"

    def __init__(self, path):
        self.path = path
        self.pieces = sentencepiece.SentencePieceProcessor(model_file=path)
        self.size = self.pieces.get_piece_size()

    @staticmethod
    def train(texts, size, path, seed, sentences=450000):
        rng = random.Random(seed)
        parts = [part for text in texts for part in re.split(r"(?<=[.!?]) ", text) if part]
        sentencepiece.SentencePieceTrainer.train(
            sentence_iterator=iter([Unigram.normalise(part) for part in rng.sample(parts, min(sentences, len(parts)))]),
            model_prefix=path[: -len(".model")], vocab_size=size, model_type="unigram", normalization_rule_name="nmt_nfkc",
            character_coverage=0.9998, pad_id=PAD, unk_id=UNKNOWN, bos_id=-1, eos_id=-1, control_symbols=SPECIALS[2:],
            split_digits=True, max_sentence_length=4192, num_threads=2, minloglevel=1)

    @staticmethod
    def normalise(text):
        """What Hugging Face's ALBERT tokenizer does before SentencePiece: quotes, compatibility forms, no accents, lower case."""
        text = text.replace("``", '"').replace("''", '"')
        if not text.isascii():
            text = "".join(c for c in unicodedata.normalize("NFKD", text) if unicodedata.category(c) != "Mn")
        return " ".join(text.lower().split())

    def encode(self, texts):
        return self.pieces.encode([self.normalise(text) for text in texts], num_threads=2)


def punctuation():
    """What BERT splits words at: punctuation in Unicode's sense and every ASCII symbol; CJK characters stand alone too."""
    marks = [chr(c) for c in range(sys.maxunicode + 1) if unicodedata.category(chr(c))[0] == "P" or chr(c) in "$+<=>^`|~"]
    return "".join(map(re.escape, marks)) + "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002a6df"


class WordPiece:
    """BERT's tokenizer for a cased vocabulary: words and punctuation, then the longest pieces from the left."""

    file = "vocab.txt"
    marks = punctuation()
    words = re.compile(f"[{marks}]|[^\\s{marks}]+")
    noise = re.compile("[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufffd]")

    def __init__(self, path):
        self.path = path
        with open(path, encoding="utf-8", newline="\n") as file:
            self.ids = {piece.rstrip("\n"): i for i, piece in enumerate(file)}
        self.size = len(self.ids)
        self.known = {}

    @classmethod
    def split(cls, text):
        return cls.words.findall(cls.noise.sub("", text))

    def word(self, word):
        """The ids of a word's pieces."""
        if word not in self.known:
            self.known[word] = self.pieces(word)
        return self.known[word]

    def pieces(self, word, refused=lambda: False):
        """The longest piece first; a piece that is refused gives way to a shorter one (MaxMatch-Dropout, Hiraoka 2022)."""
        ids, start = [], 0
        while start < len(word):
            for end in range(len(word), start, -1):
                piece = self.ids.get(("##" if start else "") + word[start:end])
                if piece is not None and (end == start + 1 or not refused()):
                    break
            if piece is None or len(word) > 100:
                return [UNKNOWN]
            ids.append(piece)
            start = end
        return ids

    def encode(self, texts):
        return [[i for word in self.split(text) for i in self.word(word)] for text in texts]

    def encode_broken(self, texts, rng, share=0.2):
        """Another spelling of each text in pieces: a share of those that fit are refused."""
        return [[i for word in self.split(text) for i in self.pieces(word, lambda: rng.random() < share)] for text in texts]

    @classmethod
    def train(cls, texts, size, path, seed=None, least=3):
        """Joins the most frequent pair of neighbouring pieces again and again (Sennrich et al. 2016), in BERT's spelling."""
        counts = collections.Counter(word for text in texts for word in cls.split(text))
        letters = collections.Counter()
        for word, count in counts.items():
            letters.update({letter: count for letter in ([word[0]] + ["##" + c for c in word[1:]])})
        alphabet = [letter for letter, count in letters.most_common(1500) if count >= 20]
        allowed = set(alphabet)
        spelled = [([word[0]] + ["##" + c for c in word[1:]], count) for word, count in counts.items() if count >= least and len(word) <= 40]
        spelled = [(pieces, count) for pieces, count in spelled if allowed.issuperset(pieces)]
        pieces = list(SPECIALS) + alphabet + cls.merges(spelled, size - len(SPECIALS) - len(alphabet), allowed)
        with open(path, "w", encoding="utf-8", newline="\n") as file:
            file.writelines(piece + "\n" for piece in pieces)

    @staticmethod
    def merges(words, wanted, known):
        pairs, places = collections.Counter(), collections.defaultdict(set)
        for w, (pieces, count) in enumerate(words):
            for pair in zip(pieces, pieces[1:]):
                pairs[pair] += count
                places[pair].add(w)
        heap = [(-count, pair) for pair, count in pairs.items()]
        heapq.heapify(heap)
        made, known = [], set(known)
        while heap and len(made) < wanted:
            count, pair = heapq.heappop(heap)
            if pairs[pair] != -count:
                if pairs[pair] > 0:
                    heapq.heappush(heap, (-pairs[pair], pair))
                continue
            joined = pair[0] + pair[1][2:]
            if joined not in known:
                known.add(joined)
                made.append(joined)
            touched = set()
            for w in places.pop(pair):
                pieces, times = words[w]
                for old in zip(pieces, pieces[1:]):
                    pairs[old] -= times
                fresh, i = [], 0
                while i < len(pieces):
                    if i + 1 < len(pieces) and (pieces[i], pieces[i + 1]) == pair:
                        fresh.append(joined)
                        i += 2
                    else:
                        fresh.append(pieces[i])
                        i += 1
                words[w] = (fresh, times)
                for new in zip(fresh, fresh[1:]):
                    pairs[new] += times
                    places[new].add(w)
                    if joined in new:
                        touched.add(new)
            for new in touched:
                heapq.heappush(heap, (-pairs[new], new))
        return made


class Tokens:
    """Texts as token ids without special ones: `ids[offsets[i]:offsets[i + 1]]` is text i."""

    def __init__(self, texts, vocabulary):
        ids, lengths = [], []
        for start in range(0, len(texts), 20000):
            encoded = vocabulary.encode(texts[start : start + 20000])
            lengths += map(len, encoded)
            ids.append(numpy.fromiter((i for row in encoded for i in row), "uint16"))
        self.ids = numpy.concatenate(ids)
        self.lengths = numpy.array(lengths, "int64")
        self.offsets = numpy.concatenate([[0], numpy.cumsum(self.lengths)])

    def __len__(self):
        return len(self.lengths)

    def text(self, i, start=0, length=None):
        first, last = self.offsets[i] + start, self.offsets[i + 1]
        return self.ids[first : last if length is None else min(last, first + length)].astype("int64")
