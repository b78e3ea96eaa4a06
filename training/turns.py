"""Sentences whose words say one thing and which mean the other: negations and irony, from a few patterns and word lists.

What a network learns here is the turn, not the words: each word stands in both kinds of sentence. `held_out` words and patterns are
kept for measuring.
"""
import itertools

GOOD = "good great funny interesting clever impressive enjoyable convincing original moving exciting memorable helpful reliable friendly tasty comfortable".split()
BAD = "bad terrible boring dull stupid awful predictable slow confusing annoying disappointing painful ugly rude useless expensive noisy".split()
HELD_GOOD, HELD_BAD = "charming brilliant pleasant worthwhile useful".split(), "horrible lame tedious unpleasant weak".split()
THINGS = "it,this,that,the film,the movie,the food,the service,the story,the acting,the ending,the book,the hotel,the product,the app,the room,the show".split(",")
HELD_THINGS = "the play,the album,the phone,the staff,the game".split(",")
TROUBLE = ("delay,update that breaks everything,bill,cancelled flight,hour in the queue,broken charger,pointless meeting,sequel nobody asked for,"
           "price increase,cold meal,lost suitcase,password to reset").split(",")
HELD_TROUBLE = "power cut,rainy holiday,flat tyre,missed train".split(",")

# Patterns by what they mean when the word in them is bad; a good word in them means the opposite.
TURNED = ["not {w}", "not {w} at all", "not at all {w}", "not too {w}", "{t} is not {w}", "{t} is n't {w}", "{t} isn't {w} at all", "{t} was not {w}", "{t} was n't {w} at all",
          "{t} wasn't {w}", "{t} is never {w}", "{t} was never {w} .", "nothing {w} about {t}", "there is nothing {w} about {t} .", "far from {w}", "{t} is far from {w} .",
          "anything but {w}", "{t} was anything but {w} .", "i do n't think {t} is {w}", "I don't think {t} was {w}.", "nobody could call {t} {w}", "hardly {w}", "{t} is hardly {w} .",
          "not the least bit {w}", "not even remotely {w}", "in no sense {w}", "i never found {t} {w}", "{t} did n't seem {w} to me", "without being {w}", "{t} fails to be {w}"]
PLAIN = ["{w}", "very {w}", "{t} is {w}", "{t} was {w} .", "{t} is really {w}", "really {w} , not just okay", "i think {t} was {w} .", "{t} is nothing but {w}", "not only {w} , but very {w}",
         "not just {w} but truly {w}", "{t} has never been so {w}"]
HELD_TURNED = ["by no means {w}", "I wouldn't call {t} {w}.", "{t} is in no way {w}.", "you can't say {t} was {w}"]
IRONY = ["oh great , another {x}", "Oh great, another {x}.", "just what i needed , another {x}", "wonderful , yet another {x} .", "Fantastic, one more {x}!", "I just love another {x}.",
         "how lovely , a {x}", "thanks a lot for the {x} , really kind of you", "best day ever : another {x} .", "Lucky me, another {x}.", "Perfect timing for a {x}.", "Exactly my idea of fun: a {x}.",
         "because a {x} is just how i wanted to spend my day", "yeah , right , because what i wanted was a {x} ."]
HELD_IRONY = ["Nothing says quality like another {x}.", "Well done, another {x}.", "Great job, a {x} again."]
SAYINGS = {0: ["thanks for nothing", "yeah , great job ruining it", "i want my money back", "could n't care less", "two hours of my life i will never get back", "so much for quality",
               "about as funny as a funeral", "as exciting as watching paint dry", "with friends like these , who needs enemies", "i expected better", "could have been so much better", "i can't say i enjoyed it", "not worth it", "i would not recommend it",
               "it was supposed to be funny", "if only it were half as clever as it thinks it is", "what a waste of a good cast"],
           1: ["could n't be better", "I couldn't be happier.", "could not have been better .", "no complaints at all", "i have nothing to complain about", "can't fault it",
               "never a dull moment", "not a dull moment in it", "i can't recommend it enough", "you can't go wrong with it", "i could n't stop laughing", "couldn't put it down",
               "i would n't change a thing", "not to be missed", "it never gets old", "better than i expected", "no problem at all", "i did n't expect to like it , but i did", "not bad", "not bad at all",
               "could have been worse", "it could be a lot worse", "not the worst film i 've seen", "far from the worst", "i do n't dislike it", "you won't regret it", "i don't hate it"]}


def sentences(held_out=False):
    """[(0 or 1, text)]: each pattern with each word, and for things those in turn."""
    things = itertools.cycle(HELD_THINGS if held_out else THINGS)
    good, bad = (HELD_GOOD, HELD_BAD) if held_out else (GOOD, BAD)
    found = []
    for turned, patterns in ((True, HELD_TURNED if held_out else TURNED), (False, [] if held_out else PLAIN)):
        for pattern in patterns:
            for label, words in ((0, bad), (1, good)):
                found += [(1 - label if turned else label, pattern.format(w=word, t=next(things))) for word in words]
    found += [(0, pattern.format(x=trouble)) for pattern in (HELD_IRONY if held_out else IRONY) for trouble in (HELD_TROUBLE if held_out else TROUBLE)]
    if not held_out:
        found += [(label, saying) for label, some in SAYINGS.items() for saying in some]
    return found
