# SPDX-License-Identifier: MIT
"""PAGES, in the order of the sidebar; a page's module is read when it is first shown, to open fast."""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from typing import Literal

from desktop.pages.page import Page


@dataclass(frozen=True, slots=True)
class Listed:
    """One page as the window lists it.

    stands  sidebar: one of the five places; foot: below them; inside: reached from another page;
            side: the companion beside a child
    under   for a page inside: the sidebar's page that it belongs to
    code    module:Class
    needs_record  whether it shows one record, which the Place has to name
    """

    name: str
    title: str
    icon: str
    stands: Literal["sidebar", "foot", "inside", "side"]
    code: str
    under: str = ""
    needs_record: bool = False

    def load(self) -> type[Page]:
        """The page's class."""
        module, _, kind = self.code.partition(":")
        found: type[Page] = getattr(importlib.import_module(module), kind)
        return found


PAGES: tuple[Listed, ...] = (
    Listed("today", "Today", "sun", "sidebar", "desktop.pages.today:TodayPage"),
    Listed("children", "Children", "users-three", "sidebar", "desktop.pages.caseload:CaseloadPage"),
    Listed("provision", "Provision", "calendar-check", "sidebar", "desktop.pages.provision:ProvisionPage"),
    Listed("standard", "Standard", "scales", "sidebar", "desktop.pages.standard:StandardPage"),
    Listed("summary", "Summary", "chart-bar", "sidebar", "desktop.pages.summary.summary_page:SummaryPage"),
    Listed(
        "threshold", "Threshold", "scales", "side", "desktop.pages.companion.companion_page:CompanionPage"
    ),
    Listed("school", "School", "gear-six", "foot", "desktop.pages.school.school_page:SchoolPage"),
    Listed("safety", "Safe keeping", "shield-check", "foot", "desktop.pages.safety.safety_page:SafetyPage"),
    Listed(
        "trail", "Trail", "clock-counter-clockwise", "inside", "desktop.pages.trail:TrailPage", under="safety"
    ),
    Listed(
        "pupil",
        "Child",
        "users-three",
        "inside",
        "desktop.pages.pupil.pupil_page:PupilPage",
        under="children",
    ),
    Listed(
        "bank",
        "Interventions and strategies",
        "calendar-check",
        "inside",
        "desktop.pages.bank:BankPage",
        under="provision",
    ),
    Listed(
        "moderation",
        "Moderation",
        "scales",
        "inside",
        "desktop.pages.moderation.moderation_page:ModerationPage",
        under="standard",
    ),
    Listed(
        "adopting",
        "Adopt a standard",
        "scales",
        "inside",
        "desktop.pages.adopting.adopting_page:AdoptingPage",
        under="standard",
    ),
    Listed(
        "authority-form",
        "Authority's form",
        "file-text",
        "inside",
        "desktop.pages.authority_form.authority_form_page:AuthorityFormPage",
        under="children",
        needs_record=True,
    ),
)


def listed(name: str) -> Listed:
    """The page with this name. Raises KeyError where there is none."""
    found = next((page for page in PAGES if page.name == name), None)
    if found is None:
        raise KeyError(name)
    return found
