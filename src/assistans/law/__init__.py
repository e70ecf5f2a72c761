"""The law as dated data: parameters, policies, observation modes and the calendar. `load` takes a tree's text."""

from assistans.law.calendar import last_reporting_day, next_weekday, pay_day, pay_days, previous_weekday
from assistans.law.entries import changes, entries, matching
from assistans.law.lagtext import Paragraf, UnknownLagrumError, lagtext, paragraphs, paragraphs_of
from assistans.law.law import Law, builtin, builtin_text, load
from assistans.law.nodes import LawTextError
from assistans.law.parameters import MissingParameterError, Parameter, PolicyError, Value
from assistans.law.working_time import weekly_hours
from assistans.law.yaml_text import Node, YamlTextError, read_file, read_yaml

__all__ = [
    "Law",
    "LawTextError",
    "MissingParameterError",
    "Node",
    "Paragraf",
    "Parameter",
    "PolicyError",
    "UnknownLagrumError",
    "Value",
    "YamlTextError",
    "builtin",
    "builtin_text",
    "changes",
    "entries",
    "lagtext",
    "last_reporting_day",
    "load",
    "matching",
    "next_weekday",
    "paragraphs",
    "paragraphs_of",
    "pay_day",
    "pay_days",
    "previous_weekday",
    "read_file",
    "read_yaml",
    "weekly_hours",
]
