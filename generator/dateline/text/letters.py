"""Find some words of a text in another form of it: one that has the same letters, and other signs between them."""

from __future__ import annotations


def find_letters(words: str, first: int, last: int, text: str) -> tuple[int, int] | None:
    """Return where in a text the stretch `first` to `last` of some words stands.

    Letters and digits of the words up to there must be those of the text, in their order: white space, marks of
    Markdown and of YAML may differ. None where they are not, or the stretch has neither letter nor digit.
    """
    inside = [at for at in range(first, last) if words[at].isalnum()]
    if not inside:
        return None
    letters = iter([at for at, sign in enumerate(text) if sign.isalnum()])
    found: dict[int, int] = {}
    for at in range(inside[-1] + 1):
        if words[at].isalnum():
            here = next(letters, None)
            if here is None or text[here] != words[at]:
                return None
            found[at] = here
    begin, end = found[inside[0]], found[inside[-1]] + 1
    # A sign belongs to the stretch where it stands there too: “−5”, “50%”.
    before, after = words[first : inside[0]], words[inside[-1] + 1 : last]
    if before and text.endswith(before, 0, begin):
        begin -= len(before)
    if after and text.startswith(after, end):
        end += len(after)
    return begin, end
