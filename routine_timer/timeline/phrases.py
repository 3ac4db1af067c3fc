"""The words of the voice, built from segments. Pure; knows nothing about when or how they are said.

The texts of a routine (names, cues, positions) are said as they are in the file. The program's own words are in one
table per language. A language without a table says the English words with its own voice.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import msgspec
from msgspec.structs import replace

from routine_timer.timeline.props import with_article
from routine_timer.timeline.segments import Segment, SegmentSide, Timeline


class SpokenWords(msgspec.Struct, frozen=True):
    """The program's own words in one language. Braces are placeholders; `one_...` is the singular."""

    sides: Mapping[SegmentSide, str]
    switch: Mapping[SegmentSide, str]
    switch_briefly: Mapping[SegmentSide, str]
    """For a switch with less than two seconds before its countdown."""
    seconds: str
    one_second: str
    minutes: str
    one_minute: str
    reps: str
    one_rep: str
    alternating: str
    """A number of reps that change sides with each one."""
    up_to: str
    at_least: str
    set: str
    round: str
    next: str
    rest: str
    rest_for: str
    halfway: str
    least: str
    last_rep: str
    """At the beginning of the last of several reps."""
    paused: str
    finished: str
    safety: str
    """When to stop, for a person's first sessions."""
    need: str
    """What to fetch before the first step."""
    take: str
    """What to pick up before a later step."""
    conjunction: str
    easier: str
    breathe: str


ENGLISH = SpokenWords(
    sides={"left": "left side", "right": "right side", "alternating": "alternating"},
    switch={"left": "Switch sides: left", "right": "Switch sides: right", "alternating": "Switch sides"},
    switch_briefly={"left": "Switch: left", "right": "Switch: right", "alternating": "Switch"},
    seconds="{} seconds",
    one_second="1 second",
    minutes="{} minutes",
    one_minute="1 minute",
    reps="{} reps",
    one_rep="1 rep",
    alternating="{}, alternating sides",
    up_to="up to {}",
    at_least="at least {}",
    set="set {} of {}",
    round="round {} of {}",
    next="Next: {}",
    rest="Rest",
    rest_for="Rest, {}",
    halfway="Halfway",
    least="That's enough. Stay if it feels good",
    last_rep="Last one",
    paused="Paused",
    finished="Finished. Well done",
    safety="A mild pull is fine. Stop if pain sharpens, spreads or tingles",
    need="You need {}",
    take="You need {}",
    conjunction="and",
    easier="To make it easier: {}",
    breathe="Keep breathing",
)

GERMAN = SpokenWords(
    sides={"left": "linke Seite", "right": "rechte Seite", "alternating": "abwechselnd"},
    switch={"left": "Seite wechseln: links", "right": "Seite wechseln: rechts", "alternating": "Seite wechseln"},
    switch_briefly={"left": "Jetzt links", "right": "Jetzt rechts", "alternating": "Wechsel"},
    seconds="{} Sekunden",
    one_second="eine Sekunde",
    minutes="{} Minuten",
    one_minute="eine Minute",
    reps="{} Wiederholungen",
    one_rep="eine Wiederholung",
    alternating="{}, abwechselnd",
    up_to="bis zu {}",
    at_least="mindestens {}",
    set="Satz {} von {}",
    round="Runde {} von {}",
    next="Als Nächstes: {}",
    rest="Pause",
    rest_for="Pause, {}",
    halfway="Halbzeit",
    least="Das genügt. Bleib, wenn es guttut",
    last_rep="Noch einmal",
    paused="Angehalten",
    finished="Geschafft. Gut gemacht",
    safety="Leichter Zug ist in Ordnung. Hör auf, wenn es sticht, ausstrahlt oder kribbelt",
    need="Du brauchst: {}",
    take="Nimm: {}",
    conjunction="und",
    easier="Leichter geht es so: {}",
    breathe="Weiteratmen",
)

LANGUAGES: Mapping[str, SpokenWords] = {"en": ENGLISH, "de": GERMAN}


def words_for(language: str) -> SpokenWords:
    """The words of a language tag ("de", "de-AT", "de_DE.UTF-8"), English if there are none."""
    return LANGUAGES.get(language.lower()[:2], ENGLISH)


class Phrases(msgspec.Struct, frozen=True):
    """Builds phrases in one language."""

    words: SpokenWords = ENGLISH

    def time(self, seconds: float) -> str:
        """ "20 seconds", "90 seconds", "2 minutes", "2 minutes 30 seconds"."""
        whole = round(seconds)
        minutes, rest = divmod(whole, 60)
        if minutes >= 2 or rest == 0 < minutes:
            text = self.words.one_minute if minutes == 1 else self.words.minutes.format(minutes)
            return f"{text} {self.time(rest)}" if rest else text
        return self.words.one_second if whole == 1 else self.words.seconds.format(whole)

    def reps(self, segment: Segment) -> str:
        """What will be counted: "20 reps", or "16 reps, alternating sides" for 8 on each side."""
        count = segment.total_reps or 0
        text = self.words.one_rep if count == 1 else self.words.reps.format(count)
        return self.words.alternating.format(text) if segment.side == "alternating" else text

    def dose(self, segment: Segment) -> str:
        """How long or how often, just as the clock will run; empty where parts have a time of their own."""
        if segment.kind == "reps":
            return self.reps(segment)
        if segment.seconds is None or segment.phases > 1:
            return ""
        match segment.until:
            case "up-to":
                return self.words.up_to.format(self.time(segment.seconds))
            case "at-least":
                return self.words.at_least.format(self.time(segment.seconds))
            case _:
                return self.time(segment.seconds)

    def name(self, segment: Segment) -> str:
        """A hold or reps by name and side: "Clam, left side"."""
        return _listed(segment.label, self.side(segment))

    def announcement(self, segment: Segment, *, new_round: bool = False) -> str:
        """Everything to know before a hold or reps: "Clam, left side, 20 reps, set 2 of 3".

        The round of a circuit is said at its start (`new_round`), not at every step.
        """
        again = self.set(segment) or (self.round(segment) if new_round else "")
        return _listed(segment.label, self.side(segment), self.dose(segment), again)

    def next_set(self, segment: Segment) -> str:
        """What is new in a further set: "Set 2 of 3, left side, 25 seconds". Empty in the first."""
        again = self.set(segment)
        return _sentence(_listed(again, self.side(segment), self.dose(segment))) if again else ""

    def side(self, segment: Segment) -> str:
        """ "right side"; empty where there are no sides."""
        return self.words.sides[segment.side] if segment.side in ("left", "right") else ""

    def set(self, segment: Segment) -> str:
        """ "set 2 of 3"; empty in the first or only set."""
        return self.words.set.format(segment.set, segment.sets) if (segment.set or 1) > 1 else ""

    def round(self, segment: Segment) -> str:
        """ "round 2 of 3"; empty in the first or only round."""
        return self.words.round.format(segment.round, segment.rounds) if (segment.round or 1) > 1 else ""

    def switch(self, segment: Segment) -> str:
        """ "Switch sides: right"."""
        return self.words.switch[segment.side or "alternating"]

    def switch_briefly(self, segment: Segment) -> tuple[str, ...]:
        """ "Switch: right", then "Right side"."""
        briefly = self.words.switch_briefly[segment.side or "alternating"]
        return tuple(filter(None, (briefly, _sentence(self.side(segment)))))

    def rest(self, segment: Segment) -> str:
        """ "Rest, 20 seconds"."""
        return self.words.rest_for.format(self.time(segment.estimate_s))

    def next(self, what: str) -> str:
        """ "Next: bridge, 20 seconds", from a name or a side."""
        return self.words.next.format(what)

    def props(self, props: Sequence[str]) -> str:
        """ "You need a mat and a towel"."""
        return self.words.need.format(self._all_of(props))

    def take(self, props: Sequence[str]) -> str:
        """ "You need a towel"."""
        return self.words.take.format(self._all_of(props))

    def easier(self, text: str) -> str:
        """ "To make it easier: open only half as far"."""
        return self.words.easier.format(text[:1].lower() + text[1:])

    def sentence(self, text: str) -> str:
        """The text with its first letter capitalised."""
        return _sentence(text)

    def _all_of(self, props: Sequence[str]) -> str:
        named = [with_article(prop) if self.words is ENGLISH else prop for prop in props]
        *others, last = named
        return f"{', '.join(others)} {self.words.conjunction} {last}" if others else last


def with_sides_swapped(timeline: Timeline) -> Timeline:
    """The timeline with left and right swapped, so the phrases for that can be rendered ahead of time."""
    return replace(timeline, segments=tuple(segment.on_other_side for segment in timeline.segments))


def numbers(timeline: Timeline) -> Iterator[str]:
    """Every number that is counted aloud, starting at 1."""
    counts = (one.total_reps for one in timeline.segments if one.rep_s is not None and one.total_reps is not None)
    most = max(counts, default=0)
    yield from map(str, range(1, most + 1))


def _listed(*parts: str) -> str:
    return ", ".join(filter(None, parts))


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
