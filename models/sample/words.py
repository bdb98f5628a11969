# SPDX-License-Identifier: MIT
"""Names and words for a fictional school. Nobody in it is real."""

from __future__ import annotations

from models.codes import Area, SenType

FORENAMES: dict[str, tuple[str, ...]] = {
    "F": (
        "Amelia", "Olivia", "Isla", "Freya", "Ivy", "Poppy", "Evie", "Erin", "Zoë", "Siân", "Niamh", "Maisie",
        "Amira", "Aisha", "Zainab", "Hafsa", "Maryam", "Inaya", "Łucja", "Zuzanna", "Oliwia", "Nikola",
        "Eliška", "Simona", "Denisa", "Chloé", "Imogen", "Lottie", "Harriet", "Tia", "Precious", "Adaeze",
        "Ngọc", "Mei", "Priya", "Ebony", "Skye", "Darcey", "Bethany", "Keira",
    ),
    "M": (
        "Oliver", "Noah", "Arthur", "Theo", "Alfie", "Jack", "Harley", "Kai", "Finley", "Logan", "Joshua",
        "Yusuf", "Ibrahim", "Bilal", "Zakariya", "Hamza", "Musa", "Kacper", "Jakub", "Szymon", "Bartosz",
        "Dominik", "Patrik", "Marek", "René", "Dylan", "Rhys", "Callum", "Declan", "Kofi", "Chidi", "Tomos",
        "Minh", "Wei", "Arjun", "Reuben", "Jayden", "Tyler", "Ellis", "Connor",
    ),
}  # fmt: skip

SURNAMES: tuple[str, ...] = (
    "Ackroyd", "Ashby", "Barraclough", "Beevers", "Bramham", "Broadhead", "Catley", "Copley", "Crossland",
    "Dyson", "Earnshaw", "Fairclough", "Firth", "Garside", "Haigh", "Hinchliffe", "Holroyd", "Ibbotson",
    "Jagger", "Kaye", "Lockwood", "Marsden", "Netherwood", "Oldroyd", "Penistone", "Quarmby", "Rusby",
    "Senior", "Swallow", "Thackray", "Umpleby", "Varley", "Wadsworth", "Womersley", "Khalil", "Hussain",
    "Mahmood", "Akhtar", "Bashir", "Qureshi", "Saleh", "Al-Hadi", "Kowalczyk", "Wiśniewska", "Zieliński",
    "Nowak", "Horváth", "Balog", "Gáborová", "Kováč", "Dvořák", "Okafor", "Mensah", "Osei", "Nguyễn", "Chen",
    "Patel", "Sharma", "O’Connell", "Byrne", "Jones-Webb", "McAllister", "Petrescu", "D’Souza",
)  # fmt: skip

CLASSES = (
    "Maple",
    "Rowan",
    "Willow",
    "Hazel",
    "Alder",
    "Birch",
    "Cherry",
    "Elder",
    "Hawthorn",
    "Larch",
    "Oak",
    "Yew",
)

STAFF = (
    "Mrs Lindqvist", "Mr Adeyemi", "Miss Tordoff", "Mrs Chaudhry", "Mr Pickersgill", "Ms Novotná",
    "Mrs Heptonstall", "Mr Rafiq",
)  # fmt: skip

NEED_SHARES: tuple[tuple[SenType, int], ...] = (
    (SenType.SLCN, 27),
    (SenType.SEMH, 20),
    (SenType.ASD, 13),
    (SenType.MLD, 13),
    (SenType.SPLD, 14),
    (SenType.NSA, 3),
    (SenType.PD, 3),
    (SenType.HI, 2),
    (SenType.VI, 1),
    (SenType.SLD, 1),
    (SenType.OTH, 3),
)
"""Primary needs per hundred children with SEN, in the order of a primary school's spread."""

STRENGTHS = (
    "drawing and making things", "kind to younger children", "remembers everything about dinosaurs",
    "a quick runner", "loves to sing", "very good with numbers", "makes others laugh",
    "looks after the class plants",
    "builds amazing models", "notices when somebody is sad", "knows all the bus routes",
    "careful with animals",
)  # fmt: skip

CHILD_SAYS: dict[Area, tuple[str, ...]] = {
    Area.COMMUNICATION: (
        "I like it when we use the pictures.",
        "Sometimes the words go too fast and then I don’t know what to do.",
        "I want more time before I have to answer.",
        "It’s too loud in the hall. My headphones help.",
    ),
    Area.COGNITION: (
        "Reading makes my head tired. I like it when somebody reads first.",
        "The coloured card helps me find the line.",
        "I’m good at telling stories but not at writing them.",
        "I get it in the small group and then I forget it.",
    ),
    Area.SEMH: (
        "When I get cross I need to go out before it gets big.",
        "I like Thursdays because I see Mr Adeyemi.",
        "I worry on Sunday nights.",
        "I don’t like it when everybody looks at me.",
    ),
    Area.SENSORY: (
        "I need to sit where I can see everybody’s face.",
        "The big print is better. The screen is best.",
        "PE is fun when we do it my way.",
    ),
}

PARENT_SAYS = (
    "At home she does one thing at a time. She gets cross when we hurry her.",
    "He comes home tired and doesn’t want to talk about school until after tea.",
    "We read together most nights, but it is hard work for both of us.",
    "Mornings are the worst. Once he’s in he seems to be fine.",
    "She has come on so much since the small group started. We would like it to go on.",
    "We asked for help in Reception and feel it took a long time.",
)

TEACHER_SEES: dict[Area, tuple[str, ...]] = {
    Area.COMMUNICATION: (
        "Follows the first part of an instruction and watches others for the rest. Joins in when shown.",
        "Speaks in short phrases. Others understand most of it; new adults don’t yet.",
        "Plays beside others rather than with them, and finds changes to the day hard.",
    ),
    Area.COGNITION: (
        "Reads common words by sight and guesses longer ones. Good ideas; little reaches the paper.",
        "Needs new learning repeated over several days, and with objects, before it stays.",
        "Counts reliably to 20 and finds it hard to hold two steps of a problem in mind.",
    ),
    Area.SEMH: (
        "Settles well with a trusted adult; unstructured times are difficult, most of all after break.",
        "Gives up quickly when unsure, and then distracts others. Responds to quiet praise.",
        "Often anxious on arrival. Calmer after ten minutes in the nurture room.",
    ),
    Area.SENSORY: (
        "Works well when near the front and when I face the class. Misses what is said behind.",
        "Tires in the afternoon. Recording by keyboard is much faster than by hand.",
    ),
}

OUTCOMES: dict[Area, tuple[tuple[str, str, tuple[str, str, str, str]], ...]] = {
    Area.COMMUNICATION: (
        (
            "follow a two-part instruction without a picture",
            "five instructions in class, heard on two days",
            ("1 of 5", "4 of 5", "2 of 5", "4 of 5"),
        ),
        (
            "tell a familiar adult what happened at break in three linked sentences",
            "a short talk once a week, noted",
            ("single words", "three linked sentences", "two sentences with help", "three linked sentences"),
        ),
        (
            "manage a change to the day with one warning and a card",
            "changes managed out of changes met, by the log",
            ("2 of 10", "7 of 10", "5 of 10", "8 of 10"),
        ),
    ),
    Area.COGNITION: (
        (
            "read 60 common words at sight",
            "word list, once a fortnight",
            ("22 words", "60 words", "41 words", "63 words"),
        ),
        (
            "write three sentences with a frame and without an adult beside them",
            "independent writing on Fridays",
            ("one sentence", "three sentences", "two sentences", "three sentences"),
        ),
        (
            "add two numbers within 20 with objects, and say how",
            "ten sums on a card",
            ("3 of 10", "8 of 10", "6 of 10", "9 of 10"),
        ),
    ),
    Area.SEMH: (
        (
            "use the calm plan before leaving the room",
            "times the plan was used out of times it was needed",
            ("1 of 8", "6 of 8", "4 of 8", "7 of 8"),
        ),
        (
            "stay with the class for whole lessons after break",
            "lessons stayed out of twenty",
            ("8 of 20", "16 of 20", "12 of 20", "18 of 20"),
        ),
    ),
    Area.SENSORY: (
        (
            "ask for what they need to hear or see, without being prompted",
            "noted by staff over a fortnight",
            ("never yet", "most lessons", "some lessons", "most lessons"),
        ),
        (
            "record half a page with the keyboard in a lesson",
            "work in books",
            ("two lines", "half a page", "six lines", "half a page"),
        ),
    ),
}

SUPPORT: dict[Area, tuple[tuple[str, int, int, int, int], ...]] = {
    # what, times a week, minutes, children in the group, weeks
    Area.COMMUNICATION: (
        ("Colourful Semantics", 3, 20, 3, 6),
        ("Language group with pictures", 2, 30, 4, 10),
        ("Visual timetable and now-and-next board", 5, 5, 1, 12),
    ),
    Area.COGNITION: (
        ("Precision teaching of common words", 4, 10, 1, 8),
        ("Phonics catch-up", 4, 20, 4, 12),
        ("Number sense with objects", 3, 20, 3, 10),
    ),
    Area.SEMH: (
        ("Key adult at the start of the day", 5, 10, 1, 12),
        ("Feelings and friendship group", 1, 45, 5, 8),
        ("Nurture room after break", 4, 30, 6, 10),
    ),
    Area.SENSORY: (
        ("Pre-teaching of new words with the text enlarged", 2, 20, 1, 10),
        ("Touch-typing", 3, 15, 2, 10),
    ),
}
