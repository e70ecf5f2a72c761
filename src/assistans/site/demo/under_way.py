"""The demo's last step: May is under way, so that every page has something to work with."""

from collections.abc import Collection
from typing import Final

from assistans.base import instance
from assistans.site.demo.story import Story
from assistans.site.demo.waiting import set_clock, until_idle
from assistans.site.synthetic import present
from assistans.site.synthetic.plans import Phase

REPORTS_AT: Final = "2026-06-02 09:00"
RAKNINGAR_AT: Final = "2026-06-02 12:00"
NOW: Final = "2026-06-03 10:00"
"""Where the demo's clock stays: May can still be put right before the pay day of June."""


def play(story: Story) -> None:
    """Send what there is of May, do what is done of it, and leave the rest for whoever opens the pages."""
    under_way = present.make(story.plan)
    months = [each.month for each in under_way.values()]
    set_clock(REPORTS_AT)
    story.send_planned_reports(Phase.RAPPORTER, months, "Time reports of the month under way")
    set_clock(RAKNINGAR_AT)
    story.send_planned_rakningar(Phase.RAKNINGAR, months, "Räkningar of the month under way")
    set_clock(NOW)
    until_idle()
    _casework(story, under_way.values())


def _casework(story: Story, under_way: Collection[present.Pagaende]) -> None:
    clock = instance.clock()
    for each in under_way:
        each.month.steps.extend(each.steps)
        story.handlaggare.take_steps(each.month, clock=clock)
        if each.decided:
            story.handlaggare.decide_unattested(each.month, clock=clock)
    until_idle()
