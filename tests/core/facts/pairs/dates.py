"""Dates and times that changed."""

from __future__ import annotations

from tests.core.facts.labels import Pair, edit, number

DAYS = (
    edit(
        "date",
        "a weekday",
        "The ferry sank on Tuesday off Cape Lorn.",
        "The ferry sank on Wednesday off Cape Lorn.",
        number("Tuesday", "Wednesday"),
    ),
    edit(
        "date",
        "day and month",
        "The vote in Karsk will be held on 4 March at the town hall.",
        "The vote in Karsk will be held on 5 March at the town hall.",
        number("4 March", "5 March"),
    ),
    edit(
        "date",
        "month and day",
        "The trial opens on May 5 in the district court.",
        "The trial opens on May 7 in the district court.",
        number("May 5", "May 7"),
    ),
    edit(
        "date",
        "the same day of another month",
        "The bridge will open again on 12 June after repairs.",
        "The bridge will open again on 12 July after repairs.",
        number("12 June", "12 July"),
    ),
    edit(
        "date",
        "an ordinal day",
        "The strike starts on the 3rd of April in all ports.",
        "The strike starts on the 6th of April in all ports.",
        number("3rd of April", "6th of April"),
    ),
    edit(
        "date",
        "a year",
        "The mill was built in 1988 by monks from Sarn.",
        "The mill was built in 1898 by monks from Sarn.",
        number("1988", "1898"),
    ),
    edit(
        "date",
        "since a year",
        "She has led the island council since 2017 without a break.",
        "She has led the island council since 2019 without a break.",
        number("2017", "2019"),
    ),
    edit(
        "date",
        "a month",
        "The tunnel will be closed until October for repairs.",
        "The tunnel will be closed until November for repairs.",
        number("October", "November"),
    ),
    edit(
        "date",
        "a weekday with a part of the day",
        "Shots were heard late on Friday night near the market.",
        "Shots were heard late on Thursday night near the market.",
        number("Friday", "Thursday"),
    ),
    edit(
        "date",
        "a short month with a stop",
        "The patrol left Pell on Nov. 3 with six sledges.",
        "The patrol left Pell on Nov. 8 with six sledges.",
        number("Nov. 3", "Nov. 8"),
    ),
    edit(
        "date",
        "a day and its year",
        "The treaty was signed on 9 August 2014 in Brae.",
        "The treaty was signed on 9 August 2015 in Brae.",
        number("2014", "2015"),
    ),
    edit(
        "date",
        "two days of which one changed",
        "The fair runs from Monday to Thursday in the old town.",
        "The fair runs from Monday to Saturday in the old town.",
        number("Thursday", "Saturday"),
    ),
)

TIMES = (
    edit(
        "time",
        "twenty-four hours",
        "The first call reached the station at 18:40 in the evening.",
        "The first call reached the station at 18:25 in the evening.",
        number("18:40", "18:25"),
    ),
    edit(
        "time",
        "a.m.",
        "The quake struck at 10:30 a.m. on the coast.",
        "The quake struck at 11:30 a.m. on the coast.",
        number("10:30 a.m.", "11:30 a.m."),
    ),
    edit(
        "time",
        "pm glued",
        "The curfew starts at 9pm in the whole district.",
        "The curfew starts at 10pm in the whole district.",
        number("9pm", "10pm"),
    ),
    edit(
        "time",
        "the half of the day",
        "The train left Tarn at 6 a.m. with 200 on board.",
        "The train left Tarn at 6 p.m. with 200 on board.",
        number("6 a.m.", "6 p.m."),
    ),
    edit(
        "time",
        "with a zone",
        "Contact was lost at 04:12 GMT over the Strait of Vadra.",
        "Contact was lost at 04:21 GMT over the Strait of Vadra.",
        number("04:12", "04:21", "GMT"),
    ),
    edit(
        "time",
        "with a stop",
        "The mayor will speak at 6.30pm in front of the school.",
        "The mayor will speak at 7.30pm in front of the school.",
        number("6.30pm", "7.30pm"),
    ),
    edit(
        "time",
        "shortly after",
        "Shortly after 02:15 the roof of the hall fell in.",
        "Shortly after 03:15 the roof of the hall fell in.",
        number("02:15", "03:15"),
    ),
    edit(
        "time",
        "o'clock",
        "Doors open at 8 o'clock for all who hold a card.",
        "Doors open at 9 o'clock for all who hold a card.",
        number("8 o'clock", "9 o'clock"),
    ),
    edit(
        "time",
        "one end of a span",
        "The road is closed from 22:00 to 05:00 until further notice.",
        "The road is closed from 22:00 to 06:00 until further notice.",
        number("05:00", "06:00"),
    ),
    edit(
        "time",
        "beside a toll",
        "By 14:00 the clinic had counted 12 dead.",
        "By 16:00 the clinic had counted 15 dead.",
        number("14:00", "16:00"),
        number("12", "15", "dead", kind="toll"),
    ),
)

DATES: tuple[Pair, ...] = (*DAYS, *TIMES)
