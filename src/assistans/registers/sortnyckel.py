"""Swedish order for names, as a key that sorts by plain code points (the database has no Swedish locale)."""

import re
import unicodedata

# After z come å, ä and ö; their neighbours' letters æ and ø go with ä and ö, and ü with y. The three signs follow z in ASCII.
_LAST = str.maketrans({"å": "{", "ä": "|", "æ": "|", "ö": "}", "ø": "}", "ü": "y"})
# Letters that Unicode does not take apart.
_PLAIN = str.maketrans({"ð": "d", "đ": "d", "ł": "l", "þ": "th", "œ": "oe", "ı": "i"})
_BETWEEN_PARTS = "  "  # lower than the one space inside a name: Berg, Z comes before Berg Ek, A
LENGTH = 200


def sortnyckel(*parts: str) -> str:
    """The sort key of a name's parts in order (efternamn, fornamn), at most 200 characters.

    Case, accents and punctuation do not matter; names sort word by word.
    """
    return _BETWEEN_PARTS.join(_key(part) for part in parts)[:LENGTH]


def _key(text: str) -> str:
    lower = unicodedata.normalize("NFC", text).casefold().translate(_LAST).translate(_PLAIN)
    taken_apart = unicodedata.normalize("NFKD", lower)
    letters = "".join(sign for sign in taken_apart if not unicodedata.combining(sign))
    words = re.sub(r"[^\w{|}]+", " ", re.sub(r"['’]", "", letters))
    return words.strip()
