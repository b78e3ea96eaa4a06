"""python3 -m unittest discover training: what the scripts are made of, without the encoder and without the sets."""
import struct
import sys
import types
import unittest

sys.path.insert(0, __file__.rsplit("/", 1)[0])
import parallel  # noqa: E402  (first: it settles threads)

import numpy  # noqa: E402
import torch  # noqa: E402

import encoder  # noqa: E402
import questions  # noqa: E402
import spam  # noqa: E402
import students  # noqa: E402
import turns  # noqa: E402
from vocabulary import SPECIALS, WordPiece, shape_of  # noqa: E402

PIECES = SPECIALS + list("abcdefghijklmnopqrstuvwxyz") + ["##" + c for c in "abcdefghijklmnopqrstuvwxyz"] + ["un", "##aff", "##able", "obama", "##care", "zurich", ",", ".", "?"]


class Vocabularies(unittest.TestCase):
    def pieces(self, vocabulary, text):
        return [vocabulary.pieces_in_order[i] for i in vocabulary.encode([text])[0]]

    def test_words_become_their_longest_pieces_without_accents_and_capitals(self):
        self.assertEqual(self.pieces(WordPiece(PIECES, lower=True), "Unaffable, Zürich."), ["un", "##aff", "##able", ",", "zurich", "."])

    def test_a_shorter_vocabulary_still_spells_what_it_dropped(self):
        shorter, kept = WordPiece(PIECES, lower=True).frequent(["obama obama"], 0)
        self.assertNotIn("obama", shorter.ids)
        self.assertEqual("".join(p.removeprefix("##") for p in self.pieces(shorter, "Obama")), "obama")
        self.assertEqual(len(kept), shorter.size)

    def test_a_cased_vocabulary_keeps_capitals_and_knows_where_pieces_come_from(self):
        base = WordPiece(PIECES, lower=True)
        cased, source, shape = base.cased(["Obamacare in Zürich", "OBAMA"], 500)
        self.assertEqual(self.pieces(cased, "Obamacare OBAMA Zürich"), ["Obama", "##care", "OBAMA", "Zurich"])
        self.assertEqual(base.pieces_in_order[source[cased.ids["Obama"]]], "obama")
        self.assertEqual([shape[cased.ids[p]] for p in ("Obama", "OBAMA", "##care")], [1, 2, 0])

    def test_shapes(self):
        self.assertEqual([shape_of(word) for word in ("word", "Word", "A", "NATO", "iPhone", "1990")], [0, 1, 2, 2, 3, 0])

    def test_places_of_pieces_are_places_in_the_text(self):
        text = "In Zürich, Obamacare?"
        ids, spans = questions.located(text, WordPiece(PIECES, lower=True))
        self.assertEqual([text[a:b] for a, b in spans], ["I", "n", "Zürich", ",", "Obama", "care", "?"])
        self.assertEqual(len(ids), len(spans))


class Turns(unittest.TestCase):
    def test_what_is_held_out_is_not_trained_on(self):
        trained, held = turns.sentences(), turns.sentences(held_out=True)
        self.assertFalse({text for _, text in trained} & {text for _, text in held})
        words = {word for _, text in trained for word in text.lower().split()}
        self.assertFalse(words & set(turns.HELD_GOOD + turns.HELD_BAD))

    def test_a_negation_turns_what_a_word_says(self):
        labels = {text: label for label, text in turns.sentences()}
        self.assertEqual([labels[text] for text in ("not bad at all", "not good at all", "bad", "good")], [1, 0, 0, 1])


class Unanswerable(unittest.TestCase):
    def test_an_exchanged_question_asks_of_another_name_or_number_of_the_paragraph(self):
        vocabulary = WordPiece(PIECES + list("0123456789") + ["##" + c for c in "0123456789"], lower=True)
        text = "Anna met Bert in 1990. Cleo left in 2001."
        asked = questions.Questions([("t", text, "Whom did Anna meet?", "Bert", 9, ("Bert",))], vocabulary)
        made = {tuple(row) for seed in range(20) if (row := asked.exchanged(0, numpy.random.default_rng(seed))) is not None}
        self.assertEqual(made, {tuple(vocabulary.encode(["Whom did Cleo meet?"])[0])})


class Spam(unittest.TestCase):
    def test_a_careful_filter_loses_few_good_messages_and_finds_what_scores_higher(self):
        scores = numpy.concatenate([numpy.linspace(0, 0.975, 1000), numpy.full(50, 0.98)])
        logits = numpy.stack([numpy.zeros(1050), numpy.log(scores.clip(1e-6) / (1 - scores.clip(1e-6)))], 1)
        careful = spam.few_false_alarms(logits, numpy.arange(1050) >= 1000)
        self.assertLessEqual((scores[:1000] >= careful).mean(), 0.002)
        self.assertEqual((scores[1000:] >= careful).mean(), 1)


class Students(unittest.TestCase):
    def test_a_grouped_layer_is_found_again_from_what_it_does(self):
        from squeezebert import Grouped

        torch.manual_seed(1)
        first, second = Grouped(8, 16, 2), Grouped(8, 16, 2)
        x = torch.randn(500, 8)
        with torch.no_grad():
            students.fit_groups(second, x, first(x[None])[0])
            self.assertLess((first(x[None]) - second(x[None])).abs().max(), 0.02)

    def test_units_stand_in_the_group_that_predicts_them(self):
        x = torch.randn(500, 8, generator=torch.Generator().manual_seed(1))
        outputs = torch.stack([x[:, 5], x[:, 1], x[:, 6], x[:, 0]], 1)
        self.assertEqual([{int(u) for u in some} for some in students.best_groups(x, outputs, 2).chunk(2)], [{1, 3}, {0, 2}])


    def test_each_kind_of_student_learns_from_its_teacher(self):
        from bert import config
        from heads import Sequence

        torch.manual_seed(1)
        c = {**config(len(PIECES), hidden=32, layers=2, heads=4, positions=16)}
        head = lambda of: Sequence(of, ["a", "b"])
        state = head(c).state_dict()
        state["classifier.weight"] *= 50
        rng = numpy.random.default_rng(1)
        rows = [rng.integers(5, len(PIECES), 8) for _ in range(200)]
        ids = numpy.concatenate([numpy.full((200, 1), 2), numpy.array(rows), numpy.full((200, 1), 3)], 1)
        for kind in ("albert", "squeezebert"):
            options = types.SimpleNamespace(teacher="there", kind=kind, levels=2, random=True)
            student = students.model_of(options, head, c, state, rows)
            loss = students.distilled(student, lambda module, batch: (0 * module(batch[0]).float().sum(),))
            replicas, optimiser, values = parallel.Replicas(student, 1), torch.optim.Adam(student.parameters(), 3e-3), []
            for _ in range(40):
                values.append(replicas.backward(loss, [(ids,)])[0])
                optimiser.step()
            self.assertLess(values[-1], 0.9 * values[0], kind)
            self.assertFalse(any("teacher" in name for name in student.state_dict()))


class Encoder(unittest.TestCase):
    def test_resources_lie_at_multiples_of_eight(self):
        stored = [b"first", b"the second one"]
        body = b"".join(struct.pack("<I", len(data)) + data + b"\0" * (-(4 + len(data)) % 8) for data in stored)
        image = bytearray(0x400)
        struct.pack_into("<I", image, 0x3C, 0x80)
        struct.pack_into("<H", image, 0x80 + 6, 1)            # one section
        struct.pack_into("<H", image, 0x80 + 20, 0xE0)        # size of the optional header
        struct.pack_into("<H", image, 0x80 + 24, 0x10B)       # PE32
        struct.pack_into("<I", image, 0x80 + 24 + 96 + 14 * 8, 0x2000)
        struct.pack_into("<4I", image, 0x80 + 24 + 0xE0 + 8, 0x1000, 0x2000, 0x1000, 0x200)
        struct.pack_into("<2I", image, 0x200 + 24, 0x2000 + 0x100, len(body))
        image[0x300 : 0x300 + len(body)] = body
        self.assertEqual(list(encoder.resources(bytes(image))), stored)


if __name__ == "__main__":
    unittest.main()
