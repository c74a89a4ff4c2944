"""The language of a text is guessed, or left open where it is unsure."""

from __future__ import annotations

import pytest

from carrel.domain.text.language import guess_language


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            """The keeper writes down every ship that passes the cape, and he has done so for years;
        it was his father who began it on the day of the great storm.""",
        ),
        (
            "de",
            """Der Wärter schreibt jedes Schiff auf, das am Kap vorbeifährt, und er tut es seit dem
        Jahr, in dem sein Vater gestorben ist und der Sturm nicht mehr kam.""",
        ),
        (
            "fr",
            """Le gardien note tous les navires qui passent devant le cap, et il le fait depuis que
        son père est mort dans la grande tempête de l'hiver.""",
        ),
        (
            "es",
            """El guardián apunta todos los barcos que pasan por el cabo, y lo hace desde el año en
        que murió su padre en la gran tormenta de invierno.""",
        ),
        (
            "it",
            """Il guardiano annota tutte le navi che passano davanti al capo, e lo fa da quando suo
        padre è morto nella grande tempesta, che non era una come le altre.""",
        ),
        (
            "pt",
            """O guarda anota todos os navios que passam pelo cabo, e faz isso desde o ano em que o
        seu pai morreu na grande tempestade, que não foi uma como as outras.""",
        ),
        (
            "nl",
            """De wachter schrijft elk schip op dat langs de kaap vaart, en hij doet dat sinds het
        jaar waarin zijn vader is gestorven in een van de grote stormen.""",
        ),
        (
            "ru",
            """Смотритель записывает каждый корабль, который проходит мимо мыса, и делает это с того
        года, как умер его отец, а было это не так давно, что он не помнил.""",
        ),
        ("zh", "他每天晚上点亮灯塔。没有人问过他为什么。"),
        ("ja", "彼は毎晩、灯台に火をともす。"),
        ("ko", "그는 매일 밤 등대에 불을 켠다."),
        ("el", "Ο φύλακας ανάβει τον φάρο κάθε βράδυ."),
        ("", "Short words only."),
        ("", "word " * 100),
        ("", "1 2 3 4 5 " * 20),
        ("", ""),
    ],
)
def test_that_the_language_is_guessed_when_it_is_sure(language: str, text: str) -> None:
    assert guess_language(text) == language
