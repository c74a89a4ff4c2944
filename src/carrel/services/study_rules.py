"""The rules of studying as the student has set them: when to ask, and when a day begins."""

from __future__ import annotations

from carrel.domain.scheduling import ParameterSet, Scheduling, parameters_of
from carrel.domain.settings import Settings
from carrel.domain.study_day import StudyDay
from carrel.services.desk import Desk
from carrel.services.preferences import Preferences
from carrel.system.time_zones import time_zone


class StudyRules:
    """What the settings in force mean for questions. A changed setting counts at once."""

    def __init__(self, desk: Desk) -> None:
        self._preferences = Preferences(desk)
        self._scheduling: dict[ParameterSet, Scheduling] = {}

    def settings(self) -> Settings:
        """The settings in force."""
        return self._preferences.settings()

    def scheduling(self) -> Scheduling:
        """The rules for the next answer; what was answered before keeps its own."""
        parameters = parameters_of(self.settings())
        if parameters not in self._scheduling:
            self._scheduling = {parameters: Scheduling(parameters)}
        return self._scheduling[parameters]

    def day(self) -> StudyDay:
        """How days of study are counted."""
        settings = self.settings()
        return StudyDay(settings.day_starts_at, time_zone(settings.time_zone))
