"""The ideas of the bundled material, listed here for tests that look for each in the window."""

from __future__ import annotations

TOPICS = (
    ("ukraine-war", "The war in Ukraine"),
    ("escalation-risk", "Escalation and a wider war"),
    ("settlement", "Ceasefire, withdrawal and ways out"),
    ("humanitarian", "Civilians and humanitarian needs"),
    ("direct-dialogue", "Leader-to-leader contact"),
    ("open-channels", "Keeping channels open"),
    ("mediation-role", "The mediator’s role"),
    ("reading-intentions", "Reading intentions and red lines"),
    ("legitimacy-debate", "The legitimacy debate"),
    ("balancing-principle", "Principle and pragmatism"),
    ("allied-coordination", "Coordination with allies"),
    ("western-unity", "Western unity and division"),
    ("pressure-and-support", "Pressure and support for Ukraine"),
    ("security-architecture", "European security architecture"),
    ("nato-role", "NATO’s role and enlargement"),
    ("arms-control", "Arms control"),
    ("security-grievances", "Russia’s security grievances"),
    ("international-law", "International law and the UN Charter"),
    ("sovereignty", "Sovereignty and territorial integrity"),
    ("accountability", "Accountability for alleged war crimes"),
    ("multilateralism", "Multilateralism and rules-based order"),
    ("energy-security", "Energy security"),
    ("sanctions-economy", "Sanctions and economic effects"),
    ("regional-issues", "Other regions"),
    ("great-power-status", "Status and multipolarity"),
    ("negotiating-conduct", "Conduct in the talks"),
    ("messaging-audiences", "Messages and audiences"),
    ("strategic-aims", "Strategic aims"),
    ("outcomes", "Effects and limits so far"),
    ("outlook", "Prospects"),
)
"""Name within the material, and title, of every topic."""

ACTORS = (
    ("macron", "Emmanuel Macron"),
    ("putin", "Vladimir Putin"),
    ("author", "The author of the article"),
    ("france", "France"),
    ("russia", "Russia"),
    ("ukraine", "Ukraine"),
    ("eu", "European Union"),
    ("nato", "NATO"),
    ("west", "Western leaders and allies"),
    ("european-leaders", "Other European leaders"),
    ("critics", "Critics of the dialogue"),
    ("supporters", "Supporters of the dialogue"),
    ("observers", "Observers"),
    ("civilians", "Civilians"),
    ("global-audience", "International public"),
    ("russian-public", "Russian public"),
    ("french-public", "French public"),
    ("un", "United Nations"),
    ("intl-organisations", "International organisations"),
    ("europe", "Europe"),
    ("world", "The wider world"),
)
"""Everyone who acts in the material."""

TERMS = (
    "accountability",
    "arms control",
    "back channel",
    "ceasefire",
    "channel of communication",
    "concession",
    "de-escalation",
    "embolden",
    "energy security",
    "hotline",
    "intermediary",
    "international law",
    "legitimise",
    "leverage",
    "mediator",
    "miscalculation",
    "multilateralism",
    "multipolar order",
    "NATO enlargement",
    "off-ramp",
    "red line",
    "rules-based order",
    "sanctions",
    "security architecture",
    "settlement",
    "sovereignty",
    "territorial integrity",
    "troop withdrawal",
    "UN Charter",
    "united front",
)
"""The terms of the glossary."""

CLAIM_COUNTS = {"IN": 5, "CX": 24, "KT": 28, "MA": 25, "PP": 28, "IF": 27}
"""How many claims have names that begin with these letters; they are numbered from 01."""

CLAIMS = tuple(
    f"{letters}{number:02}"
    for letters, count in CLAIM_COUNTS.items()
    for number in range(1, count + 1)
)

LINKS = (
    ("CX01", "explains", "CX03"),
    ("CX08", "supports", "CX07"),
    ("CX09", "supports", "MA25"),
    ("CX11", "opposes", "CX07"),
    ("CX12", "opposes", "CX11"),
    ("MA08", "supports", "CX11"),
    ("MA09", "supports", "CX12"),
    ("PP08", "supports", "CX11"),
    ("MA10", "supports", "MA09"),
    ("MA11", "supports", "MA09"),
    ("MA12", "supports", "MA09"),
    ("MA13", "supports", "CX14"),
    ("PP18", "qualifies", "MA13"),
    ("PP14", "qualifies", "IF08"),
    ("MA03", "explains", "MA01"),
    ("CX23", "explains", "CX21"),
    ("CX22", "qualifies", "CX21"),
    ("CX18", "explains", "CX16"),
    ("CX17", "supports", "MA17"),
    ("PP21", "in-tension-with", "MA17"),
    ("PP20", "in-tension-with", "MA18"),
    ("PP25", "supports", "CX18"),
    ("PP22", "opposes", "PP20"),
    ("PP06", "qualifies", "CX03"),
    ("PP23", "causes", "PP27"),
    ("KT16", "causes", "KT17"),
    ("KT19", "explains", "KT18"),
    ("KT21", "explains", "KT22"),
    ("KT06", "explains", "KT10"),
    ("IF04", "supports", "CX08"),
    ("IF05", "illustrates", "IF03"),
    ("IF07", "opposes", "IF06"),
    ("IF15", "explains", "IF07"),
    ("IF12", "causes", "IF13"),
    ("IF12", "supports", "CX16"),
    ("IF17", "condition-for", "IF20"),
    ("IF23", "condition-for", "IF22"),
    ("IF24", "condition-for", "IF22"),
    ("IF26", "depends-on", "IF24"),
    ("IF27", "qualifies", "IF26"),
)
"""Which claim bears on which, and how."""

ISSUES = (
    "Whether to talk",
    "What talking is for",
    "Ceasefire and troops",
    "NATO and European security",
    "World order",
    "Law and principle",
    "Compromise",
    "Unity of the West",
    "Influence on events",
    "Public message",
    "Going on",
)
"""The rows of the positions table."""

EVENT_COUNT = 34
