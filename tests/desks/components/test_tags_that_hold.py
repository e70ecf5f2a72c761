"""Tags that hold what a page writes between them: message, card, table, dialog."""

import pytest
from django.template import TemplateSyntaxError
from tests.desks.components.rendering import only, said, tree, written


@pytest.mark.parametrize(
    ("tag", "wrong"),
    [
        (
            '{% message "fara" "Hej" %}{% endmessage %}',
            "kind is 'fara'; it is one of error, info, success, warning",
        ),
        ('{% message "info" "" %}{% endmessage %}', "heading is missing"),
        ('{% message "info" nothing %}{% endmessage %}', "heading is missing"),
        ('{% message "info" %}{% endmessage %}', "heading"),
        ('{% message "info" "Hej" level=1 %}{% endmessage %}', "level is 1; it is one of 2, 3, 4, 5, 6"),
        ('{% card "" %}{% endcard %}', "heading is missing"),
        ("{% card %}{% endcard %}", "heading"),
        ('{% card "Kort" level=7 %}{% endcard %}', "level is 7"),
        ('{% table "" %}{% endtable %}', "caption is missing"),
        ('{% dialog "" "Avslå" "Avslå tiden" %}{% enddialog %}', "id is missing"),
        ('{% dialog "avsla" "" "Avslå tiden" %}{% enddialog %}', "label is missing"),
        ('{% dialog "avsla" "Avslå" "" %}{% enddialog %}', "heading is missing"),
        ('{% dialog "a" "b" "c" button="stor" %}{% enddialog %}', "button is 'stor'"),
        ('{% card "Kort" %}', "Unclosed tag"),
    ],
)
def test_a_tag_that_lacks_something_or_says_what_there_is_not_is_refused(tag, wrong):
    with pytest.raises(TemplateSyntaxError, match=wrong):
        written(tag)


@pytest.mark.parametrize(
    "tag",
    [
        '{% message "info" evil %}{{ evil }}{% endmessage %}',
        "{% card evil id=evil %}{{ evil }}{% endcard %}",
        "{% table evil %}<tr><td>{{ evil }}</td></tr>{% endtable %}",
        "{% dialog evil evil evil %}{{ evil }}{% enddialog %}",
    ],
)
def test_what_a_tag_is_given_is_escaped_everywhere(tag):
    text = written(tag, evil='"><script>alert(1)</script>')
    assert "<script>" not in text
    assert '"&gt;' not in text
    assert "&lt;script&gt;" in text


def test_what_stands_between_is_written_as_it_is():
    assert "<p>Tre <b>dagar</b> kvar</p>" in written(
        '{% message "info" "Hej" %}<p>Tre <b>dagar</b> kvar</p>{% endmessage %}'
    )


@pytest.mark.parametrize(
    ("kind", "word"),
    [("info", "Information"), ("success", "Klart"), ("warning", "Varning"), ("error", "Fel")],
)
def test_a_message_says_its_kind_to_those_who_only_listen(kind, word):
    found = tree(f'{{% message "{kind}" "Tre dagar kvar" %}}x{{% endmessage %}}')
    assert said(only(found.xpath("//h2"))) == f"{word}: Tre dagar kvar"
    assert only(found.xpath(f'//div[contains(@class, "message-box--{kind}")]')) is not None


def test_headings_have_the_level_that_the_page_asks_for():
    assert tree('{% message "info" "Hej" level=4 %}{% endmessage %}').xpath("count(//h4)") == 1
    assert tree('{% card "Hej" level=3 %}{% endcard %}').xpath("count(//h3)") == 1


def test_a_card_with_an_id_is_a_region_named_by_its_heading():
    section = only(tree('{% card "Nästa utbetalning" id="nasta" %}x{% endcard %}').xpath("//section"))
    named_by = only(section.xpath(f'.//*[@id="{section.get("aria-labelledby")}"]'))
    assert (section.get("id"), said(named_by)) == ("nasta", "Nästa utbetalning")


def test_a_card_without_an_id_claims_no_name():
    section = only(tree('{% card "Nästa" %}x{% endcard %}').xpath("//section"))
    assert "aria-labelledby" not in section.attrib
    assert section.xpath(".//@id") == []


def test_a_table_lies_in_a_region_that_scrolls_and_can_be_reached_by_keyboard():
    found = tree('{% table "Rapporter" %}<tbody><tr><td>1</td></tr></tbody>{% endtable %}')
    region = only(found.xpath('//*[@role="region"]'))
    assert (region.get("tabindex"), region.get("aria-label")) == ("0", "Rapporter")
    assert said(only(region.xpath("./table/caption"))) == "Rapporter"
    assert region.xpath("./table/tbody/tr/td/text()") == ["1"]


def test_a_quiet_caption_is_there_for_those_who_listen():
    assert (
        only(tree('{% table "Pass" quiet=True %}{% endtable %}').xpath("//caption")).get("class") == "sr-only"
    )


def test_an_action_unfolds_without_scripts_and_its_panel_has_a_heading():
    found = tree('{% dialog "avsla" "Avslå tiden" "Avslå 3 h" %}<p>Skäl</p>{% enddialog %}')
    details = only(found.xpath("//details[@data-dialog]"))
    assert details.get("id") == "avsla"
    assert "open" not in details.attrib
    assert said(only(details.xpath("./summary"))) == "Avslå tiden"
    panel = only(details.xpath("./div[@data-dialog-panel]"))
    assert said(only(panel.xpath("./h2[@id='avsla-rubrik']"))) == "Avslå 3 h"


def test_an_action_that_came_back_with_errors_stands_open():
    found = tree(
        '{% dialog "a" "b" "c" open=errors button="primary" %}{% enddialog %}', errors={"skal": ["x"]}
    )
    details = only(found.xpath("//details[@open]"))
    assert "button--primary" in only(details.xpath("./summary")).get("class")


def test_nothing_is_styled_or_scripted_in_place():
    text = written(
        '{% dialog "a" "b" "c" %}{% card "d" %}{% message "info" "e" %}{% endmessage %}{% endcard %}{% enddialog %}'
    )
    assert "style=" not in text
    assert "<script" not in text
    assert " on" not in text.replace(" open", "")
