"""Names are found with their kind, their other forms, and what their bearers are."""

from __future__ import annotations

import pytest

from carrel.domain.topics import TopicKind
from found_texts import found

KINDS = [
    ("We met Helena Marsh in the harbour.", "Helena Marsh", TopicKind.PERSON),
    ("The plan came from President Okoro himself.", "Okoro", TopicKind.PERSON),
    (
        "She studied at the University of Quillby for years.",
        "University of Quillby",
        "organisation",
    ),
    ("They crossed the Strait of Verra at night.", "Strait of Verra", TopicKind.PLACE),
    ("All of this ended with the Treaty of Lorn at last.", "Treaty of Lorn", TopicKind.EVENT),
    ("The ships came from Portugal every spring.", "Portugal", TopicKind.STATE),
    ("The winters of Siberia are long and dark.", "Siberia", TopicKind.REGION),
    ("He left the docks of Rotterdam for good.", "Rotterdam", TopicKind.PLACE),
    ("It was raised by J. R. Whitcombe, 43, in the meeting.", "J. R. Whitcombe", "person"),
    ("It was King Harold who built it in the end.", "King Harold", TopicKind.PERSON),
]
FRENCH_KINDS = [
    ("Le projet vient de Mathilde Verneuil elle-même.", "Mathilde Verneuil", TopicKind.PERSON),
    ("On a demandé au Conseil de Grandval de voter.", "Conseil de Grandval", "organisation"),
    ("Il habite près de Strasbourg depuis longtemps.", "Strasbourg", TopicKind.PLACE),
    ("La France a signé hier dans la soirée.", "France", TopicKind.STATE),
    ("Tout commence avec la bataille, puis le Traité de Morlay.", "Traité de Morlay", "event"),
]


@pytest.mark.parametrize(("text", "name", "kind"), KINDS)
def test_that_a_name_has_the_kind_its_words_tell(text: str, name: str, kind: TopicKind) -> None:
    assert {each.name: each.kind for each in found(text).findings.names}[name] == kind


@pytest.mark.parametrize(("text", "name", "kind"), FRENCH_KINDS)
def test_that_a_french_name_has_the_kind_its_words_tell(
    text: str, name: str, kind: TopicKind
) -> None:
    names = found(text, language="fr").findings.names
    assert {each.name: each.kind for each in names}[name] == kind


@pytest.mark.parametrize(
    "text",
    [
        "However, nothing came of it in the end.",
        "On Monday the French and the German teams met.",
        "I think that the River is high.",
        "Glaciers move. Nobody sees it, but glaciers do.",
        "The whole of May was wet and cold.",
    ],
)
def test_that_capitals_alone_make_no_name(text: str) -> None:
    assert [name.name for name in found(text).findings.names] == []


@pytest.mark.parametrize(
    ("text", "name", "aliases"),
    [
        (
            "Helena Marsh came first. Later Marsh spoke to us.",
            "Helena Marsh",
            ("Marsh",),
        ),
        (
            "The Northern Fisheries Council (NFC) met today. Nobody from the NFC came.",
            "Northern Fisheries Council",
            ("NFC",),
        ),
        (
            "The Bureau of Tidal Affairs is new. The head of the BTA resigned.",
            "Bureau of Tidal Affairs",
            ("BTA",),
        ),
        (
            "The University of Verra (UVA) is old. The UVA has a garden.",
            "University of Verra",
            ("UVA",),
        ),
        (
            "The Fisheries and Tides Administration met. It is the FTA that pays.",
            "Fisheries and Tides Administration",
            ("FTA",),
        ),
        (
            "Brightwater Inc was sold. Today Brightwater is gone.",
            "Brightwater",
            ("Brightwater Inc",),
        ),
        ("The United States agreed. The U.S. has paid.", "United States", ("U.S.",)),
        (
            "Thomas B. Hale wrote it. Thomas Hale was young. Hale was ill.",
            "Thomas Hale",
            ("Thomas B. Hale", "Hale"),
        ),
    ],
)
def test_that_other_forms_belong_to_the_full_name(
    text: str, name: str, aliases: tuple[str, ...]
) -> None:
    names = {each.name: each for each in found(text).findings.names}
    assert set(names[name].aliases) == set(aliases)
    assert len(names[name].spans) >= len(aliases) + 1


def test_that_a_surname_of_two_people_belongs_to_neither() -> None:
    names = found("Anna Hale sang. Peter Hale danced. Then Hale left the room.").findings.names
    assert {name.name: name.aliases for name in names if " " in name.name} == {
        "Anna Hale": (),
        "Peter Hale": (),
    }


@pytest.mark.parametrize(
    ("text", "language", "role"),
    [
        ("Helena Marsh, the director of the harbour, was ill.", "en", "director of the harbour"),
        (
            "Helena Marsh was a historian of the northern coast.",
            "en",
            "historian of the northern coast",
        ),
        ("We asked Professor Helena Marsh about it.", "en", "Professor"),
        ("Helena Marsh, who came late, was ill.", "en", ""),
        ("Helena Marsh, and her brother too, were ill.", "en", ""),
        ("Claire Duval, présidente de la région, est venue.", "fr", "présidente de la région"),
    ],
)
def test_that_a_person_has_the_role_the_text_gives(text: str, language: str, role: str) -> None:
    text_with = found(text, language=language)
    (person,) = (name for name in text_with.findings.names if name.kind is TopicKind.PERSON)
    assert person.role == role
    if person.role_span is not None:
        assert text_with.text(person.role_span) == role


def test_that_places_of_a_name_are_in_the_order_of_the_text() -> None:
    text = found("We met Marsh today at last.", "Helena Marsh left. Nobody saw Marsh again.")
    (name,) = text.findings.names
    assert [text.text(span) for span in name.spans] == ["Marsh", "Helena Marsh", "Marsh"]
