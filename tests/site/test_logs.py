import logging

import pytest

from assistans.site.logs import PlainFormatter, logging_settings


def line(message, *arguments, error=None):
    record = logging.LogRecord("rum", logging.INFO, "fil", 1, message, arguments, error)
    record.created = 0.0
    return PlainFormatter().format(record)


@pytest.mark.parametrize(
    "number", ["199001189811", "19900118-9811", "900118-9811", "900118+9811", "9001189811"]
)
def test_whatever_looks_like_a_personnummer_is_taken_out(number):
    assert number not in line(f"fel: {number} finns redan")
    assert line(f"fel: {number} finns redan").endswith("fel: [nummer] finns redan")


def test_a_number_given_as_an_argument_is_taken_out():
    assert "199001189811" not in line("nyckel (%s)", "199001189811")


def failed():
    try:
        int("Ada Björk")
    except ValueError as error:
        return type(error), error, error.__traceback__


def test_of_an_error_the_kind_and_the_places_are_told_on_the_same_line_and_never_its_text():
    text = line("fel", error=failed())
    assert "fel ValueError at test_logs.py:" in text
    assert "Björk" not in text
    assert "\n" not in text


def test_a_text_of_several_lines_is_one_line():
    assert line("fel:\nett\ntvå").endswith("fel: ett två")


@pytest.mark.parametrize(
    "text",
    [
        "tx-id 4f6c2a52-1111-4222-8333-123456789012",
        "2026-11-21",
        "port 8443",
        "belopp 123456 öre",
        "1a199001189811",
    ],
)
def test_other_text_is_left_as_it_is(text):
    assert text in line(text)


def test_a_line_says_when_in_utc_how_bad_and_where():
    assert line("klart") == "1970-01-01T00:00:00Z INFO rum klart"


def test_the_log_folder_is_private_and_its_file_waits_for_the_first_line(tmp_path):
    settings = logging_settings(tmp_path / "log")
    assert (tmp_path / "log").stat().st_mode & 0o077 == 0
    assert list((tmp_path / "log").iterdir()) == []
    assert settings["handlers"]["file"]["filename"] == str(tmp_path / "log" / "assistans.log")


def test_the_databases_statements_are_not_logged(tmp_path):
    assert logging_settings(tmp_path)["loggers"]["django.db.backends"]["level"] == "WARNING"
