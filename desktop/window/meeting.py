# SPDX-License-Identifier: MIT
"""The meeting view: one child and nothing else on the screen, for a table at which parents sit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.commands import command

if TYPE_CHECKING:
    from desktop.pages.page import Page
    from desktop.window.footer import Footer
    from desktop.window.header import Header
    from desktop.window.sidebar import Sidebar


class MeetingCommands:
    """What a desk can do for a meeting."""

    sidebar: Sidebar
    header: Header
    footer: Footer
    is_meeting = False
    """Whether one child and nothing else is shown."""

    @command(
        "Show only this child, for a meeting", keys="F11", menu="View", when="can_meet", icon="users-three"
    )
    def meet(self) -> None:
        """Hide everything that is about anybody else, or bring it back."""
        self.hold_meeting(not self.is_meeting)

    def can_meet(self) -> bool:
        """Whether one child is open, or a meeting is on."""
        return self.is_meeting or (self._shown is not None and self._shown.has_pupil)

    @property
    def _shown(self) -> Page | None:
        page: Page | None = getattr(self, "page", None)
        return page

    def _place_companion(self) -> None:
        """Put the companion where it belongs; the desk knows where."""

    def hold_meeting(self, on: bool) -> None:
        """Begin or end the meeting view."""
        self.is_meeting = on
        self.sidebar.setVisible(not on)
        self.footer.setVisible(not on)
        self.header.hold_meeting(on)
        self._place_companion()
