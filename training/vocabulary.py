"""BERT's tokenizer: words and punctuation, then the longest pieces from the left (WordPiece)."""
import collections
import re
import sys
import unicodedata

PAD, UNKNOWN, CLS, SEP, MASK = range(5)
SPECIALS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]


def punctuation():
    """What BERT splits words at: punctuation in Unicode's sense and every ASCII symbol; CJK characters stand alone too."""
    marks = [chr(c) for c in range(sys.maxunicode + 1) if unicodedata.category(chr(c))[0] == "P" or chr(c) in "$+<=>^`|~"]
    return "".join(map(re.escape, marks)) + "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002a6df"


def shape_of(word):
    """0: no capitals; 1: a first one; 2: all capitals; 3: others."""
    return 0 if word == word.lower() else 1 if len(word) > 1 and word[1:] == word[1:].lower() else 2 if word == word.upper() else 3


class WordPiece:
    file = "vocab.txt"
    marks = punctuation()
    words = re.compile(f"[{marks}]|[^\\s{marks}]+")
    noise = re.compile("[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufffd]")

    def __init__(self, pieces, lower):
        self.pieces_in_order, self.lower = list(pieces), lower
        self.ids = {piece: i for i, piece in enumerate(self.pieces_in_order)}
        self.unknown, self.size, self.known = self.ids["[UNK]"], len(self.ids), {}

    @classmethod
    def load(cls, path, lower):
        with open(path, encoding="utf-8", newline="\n") as file:
            return cls([line.rstrip("\n") for line in file], lower)

    def write(self, path):
        with open(path, "w", encoding="utf-8", newline="\n") as file:
            file.writelines(piece + "\n" for piece in self.pieces_in_order)

    def plain(self, text):
        """Without control characters and accents."""
        text = self.noise.sub("", text)
        return text if text.isascii() else "".join(c for c in unicodedata.normalize("NFD", text) if unicodedata.category(c) != "Mn")

    def normalised(self, text):
        return self.plain(text.lower() if self.lower else text)

    def split(self, text):
        return self.words.findall(self.normalised(text))

    def located(self, text):
        """(first, end, ids) of each word of the text: offsets into what was written, whatever normalising did to the word."""
        for word in self.words.finditer(text):
            ids = [i for part in self.split(word.group()) for i in self.word(part)]
            if ids:
                yield word.start(), word.end(), ids

    def word(self, word):
        """The ids of a word's pieces."""
        if word not in self.known:
            self.known[word] = self.pieces(word)
        return self.known[word]

    def pieces(self, word):
        ids, start = [], 0
        while start < len(word):
            for end in range(len(word), start, -1):
                piece = self.ids.get(("##" if start else "") + word[start:end])
                if piece is not None:
                    break
            if piece is None or len(word) > 100:
                return [self.unknown]
            ids.append(piece)
            start = end
        return ids

    def encode(self, texts):
        return [[i for word in self.split(text) for i in self.word(word)] for text in texts]

    def cased(self, texts, size):
        """A vocabulary that knows capitals, grown from this one: (it, the piece here that each comes from, how each is written).

        Words are parted as here, the pieces take the capitals of the word: *Obama* and *##care* come from *obama* and *##care*.
        """
        counts = collections.Counter()
        for word, count in collections.Counter(word for text in texts for word in self.words.findall(self.plain(text))).items():
            row, at = self.word(word.lower()), 0
            if self.unknown in row:
                continue
            for i in row:
                bare = self.pieces_in_order[i].removeprefix("##")
                counts[("##" if at else "") + word[at : at + len(bare)]] += count
                at += len(bare)
        always = [self.pieces_in_order[i] for i in self.always()]
        always += [piece.upper() for piece in always if piece not in SPECIALS and piece.upper() != piece]
        known = set(always)
        found = [piece for piece, _ in counts.most_common() if piece not in known and piece.lower() in self.ids]
        pieces = always + found[: size - len(always)]
        source = [self.ids[piece if piece in SPECIALS else piece.lower()] for piece in pieces]
        shape = [0 if piece in SPECIALS else shape_of(piece.removeprefix("##")) for piece in pieces]
        return WordPiece(pieces, lower=False), source, shape

    def always(self):
        """The ids of special pieces, letters and digits, and the marks of any text (quotes and dashes are often none of ASCII's)."""
        marks = re.compile(f"[{self.marks}£¥§©®°]")
        bare = [piece.removeprefix("##") for piece in self.pieces_in_order]
        return [i for i, piece in enumerate(bare) if piece in SPECIALS
                or len(piece) == 1 and not "\u3000" <= piece and (piece.isascii() or marks.match(piece))]

    def part(self, kept):
        """(the vocabulary of the kept ids in their order, the ids)."""
        return WordPiece([self.pieces_in_order[i] for i in kept], self.lower), list(kept)

    def frequent(self, texts, size):
        """(a vocabulary of the pieces that the texts use most, and of what any text may have; the ids kept)."""
        counts = collections.Counter()
        for text in texts:
            for word in self.split(text):
                counts.update(self.word(word))
        always = self.always()
        found = [i for i, _ in counts.most_common() if i not in set(always)]
        return self.part(sorted(always + found[: max(0, size - len(always))]))
