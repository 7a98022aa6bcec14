"""The parts that English articles are made of. Places, people and bodies do not exist."""

from __future__ import annotations

SPACE = " "

TITLES = (
    "{place} {body} to {plan}",
    "{role} of {place} {did}",
    "{thing} in {place} {change}",
    "{body} says {thing} in {place} {change}",
)
FORMS = (
    "{when}, the {place} {body} said it would {plan}, {effect}",
    "“{quote},” {person} told {occasion}, adding that {thing} and {thing} were still scarce",
    "{role} in {place} {did}, {effect}",
    "According to the {body}, {thing} in {place} {change}, {cause}",
    "Many {role} have turned to {thing} instead, {cause}",
    "A plan passed by {occasion} obliges {place} to {plan} before {deadline}",
    "{person}, who works with {role}, remembers that {thing} {habit} and says they {change}",
    "Meanwhile {place} and {place} agreed to {plan}, with the {body} left to {duty}",
    "The {body} asked {role} to {duty} by {deadline}, {effect}",
)


def split(words: str) -> tuple[str, ...]:
    return tuple(words.split())


POOLS: dict[str, tuple[str, ...]] = {
    "place": split(
        "Harrowmere Oldcastle Fennwick Saltmarsh Brackenford Linden Tarnholm Eastgate Wrenfield Quarrytown "
        "Millbrook Ashdown Cobblesea Pinehurst Dunmoor Greywater Larkspur Thornbay Merrow Highloft"
    ),
    "body": (
        "water board",
        "school council",
        "harbour company",
        "city library",
        "county hospital",
        "bus authority",
        "fire service",
        "botanical garden",
        "weather office",
        "fishing union",
        "museum trust",
        "power cooperative",
        "planning office",
        "postal service",
        "theatre society",
        "survey team",
    ),
    "role": split(
        "fishermen growers teachers nurses drivers pensioners sailors stallholders couriers carpenters "
        "herders researchers guides florists bakers watchmakers beekeepers lifeguards librarians pupils"
    ),
    "person": tuple(
        f"{first} {last}"
        for first in ("Agnes", "Tobias", "Mirela", "Osman", "Ingrid", "Felix", "Noor", "Cedric")
        for last in ("Halloway", "Brandt", "Okoro", "Lindqvist", "Vasari", "Penrose", "Tamsin", "Yarrow")
    ),
    "adjective": split(
        "new ageing portable open-air refrigerated wooden shared nightly underwater alpine floating folding "
        "organic seasonal handmade spare double-decked circular communal mobile"
    ),
    "noun": split(
        "pumps bookshelves jetties greenhouses lamps ferries classrooms beds orchards shelters windmills "
        "beehives batteries kitchens stages maps embankments chargers observatories postboxes cellars "
        "footpaths instruments nets sledges mills benches bridges"
    ),
    "thing": ("{adjective} {noun}",),
    "when": (
        "On Monday morning",
        "On Tuesday evening",
        "Last Thursday",
        "Early this month",
        "After weeks of rain",
        "On the first day of term",
        "Shortly before midnight",
        "In the third quarter",
        "On the last market day",
        "At five in the morning",
    ),
    "deadline": (
        "the end of the year",
        "the next flood season",
        "the spring sowing",
        "the first snow",
        "the lantern fair",
        "next June",
        "the ferries stop",
        "the heating season",
    ),
    "occasion": (
        "a meeting of residents",
        "the trade assembly",
        "a news conference",
        "a crowd on the quay",
        "the flood committee",
        "the harvest fair",
        "a staff meeting",
        "the evening school",
    ),
    "plan": (
        "repair {number} {thing}",
        "move its {thing} across the river",
        "fit {thing} for {role}",
        "retire all {thing}",
        "test {thing} for {number} days",
        "borrow {thing} from {place}",
        "hire {number} {role}",
        "lend {thing} to {role} free of charge",
        "measure {thing} anew",
        "run {thing} and {thing} as one",
        "replace {thing} in {number} homes",
        "lay {thing} along the old railway",
    ),
    "did": (
        "rebuilt {number} {thing} at their own cost",
        "queued two hours for {thing}",
        "signed a letter to keep {thing}",
        "drew a map of {thing} in three months",
        "recovered {number} {noun} in thick fog",
        "gave {thing} to the {body}",
        "learned to mend {thing}",
        "moved {thing} overnight",
        "pooled savings to buy {thing}",
        "stood guard by {thing} until dawn",
        "refused to use {thing} again",
    ),
    "change": (
        "fell to {number}",
        "grew by {number} within a year",
        "failed twice in one week",
        "ran short for the first time",
        "cost a sixth less than before",
        "are back in use at last",
        "are only half usable",
        "drew twice the visitors after the move",
        "now carry numbers given by the {body}",
        "reopened after the rains",
        "can be used by appointment only",
    ),
    "effect": (
        "and the first {number} places were taken by {role} within a day",
        "which closes nearby {noun} for two weeks",
        "cutting the way to work of {role} by a quarter of an hour",
        "with the cost shared between {place} and the {body}",
        "leaving spare {noun} to {role}",
        "although the noise of {thing} still worries neighbours",
        "while older {noun} pass to the {body}",
        "saving about {number} thousand crowns a year",
        "so that {number} households need no detour",
        "though the {body} has given no timetable",
        "and pupils painted {number} posters for it",
    ),
    "cause": (
        "because parts for {noun} must come from {place}",
        "as there are too few {role}",
        "since the {body} took over {thing}",
        "with more water arriving from upstream",
        "now that {thing} are running",
        "given that the {noun} are {number} months old",
        "even though {thing} were tested for only {number} days",
        "as {noun} crack easily in the cold",
        "while the river is still free of ice",
        "pressed by {number} letters from {role}",
    ),
    "quote": (
        "Nobody wants to see {thing} idle again",
        "We let {role} try first and talk later",
        "{noun} are no ornament and must be used daily",
        "This money is best spent on {thing}",
        "Children understand {thing} better than we do",
        "Next we shall see whether {place} can keep up",
        "The accounts will hang beside the {noun} every month",
        "First the {noun} and then the road",
        "Figures matter less than {role} who nod",
        "The weather will not wait for {role}",
    ),
    "habit": (
        "took half a day to reach",
        "opened on weekends only",
        "were watched by {role} in turn",
        "stood hidden behind {noun}",
        "closed every winter",
        "leaked in every storm",
        "lived on help from the {body}",
        "lay {number} steps above the street",
    ),
    "duty": (
        "inspect {thing} every day",
        "write down what {role} say",
        "close {number} minutes earlier",
        "add a manual to all {noun}",
        "count and lock the {noun}",
        "post a notice by the {noun}",
        "check the numbers of {thing}",
        "publish the power used by {noun}",
        "keep the original {noun}",
    ),
}


def as_sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}."


def as_title(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}"
