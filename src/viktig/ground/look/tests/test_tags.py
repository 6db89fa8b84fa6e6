"""Links keep the language; doors to rooms that are not there are left out; numbers too small to show look hidden."""

from dataclasses import dataclass
from datetime import date

import pytest
from django import forms
from django.template import engines
from django.test import RequestFactory
from django.utils import translation

from viktig.ground.look import tags


@dataclass(frozen=True)
class Door:
    name: str
    label: str
    text: str = ""


def rendered(text: str, path: str = "/", **context: object) -> str:
    return engines["django"].from_string("{% load look %}" + text).render(context, RequestFactory().get(path))


@pytest.mark.parametrize(
    ("path", "address"), [("/", "/"), ("/?lang=sv", "/?lang=sv"), ("/?lang=xx", "/"), ("/?lang=nb&x=1", "/?lang=nb")]
)
def test_links_keep_the_language_that_was_chosen_in_the_address(path, address):
    assert rendered("{% to 'ground:start' %}", path) == address


def test_language_links_keep_the_page_and_its_question():
    with translation.override("nb"):
        links = tags.other_languages({"request": RequestFactory().get("/changes/?area=housing&lang=nb")})

    names = {"nn": "Nynorsk", "sv": "Svenska", "en": "English"}
    assert links == [{"code": c, "name": n, "href": f"/changes/?area=housing&lang={c}"} for c, n in names.items()]


def test_doors_to_rooms_that_are_not_there_are_left_out():
    doors = [Door("ground:start", "Start"), Door("nowhere:room", "Nowhere")]

    found = tags.ways({"request": RequestFactory().get("/")}, doors)

    assert found == [tags.Way("/", "Start", "", "ground/start", here=True)]


def test_bars_are_parts_of_the_longest_and_hidden_numbers_show_no_length():
    made = tags.bars([("Home", 40), ("Money", 10), ("Family", None)], sentence="", caption="c", label="", number="")

    assert made["rows"] == [
        tags.Bar("Home", 40, "100.0"), tags.Bar("Money", 10, "25.0"), tags.Bar("Family", None, "0.0")
    ]  # fmt: skip


def test_a_hidden_number_is_written_as_too_few_to_show():
    with translation.override("en"):
        html = rendered("{% bars rows sentence='s' caption='c' label='l' number='n' %}", rows=[("Family", None)])

    assert '<td class="number hidden-cell">too few to show</td>' in html
    assert 'fill="url(#few-' in html


def test_public_forms_get_a_signed_token_and_no_cookie():
    request = RequestFactory().get("/tell/")

    html = engines["django"].from_string("{% load look %}{% guard %}").render({}, request)

    assert html.startswith('<input type="hidden" name="token" value="')
    assert "CSRF_COOKIE" not in request.META


class Form(forms.Form):
    words = forms.CharField(label="Words", help_text="As you like.", widget=forms.Textarea)
    area = forms.ChoiceField(label="About", choices=[("a", "Home"), ("b", "Money")], widget=forms.RadioSelect)
    mail = forms.EmailField(label="E-mail", required=False)


def test_a_field_says_its_help_and_its_error_to_those_who_hear_the_page():
    with translation.override("en"):
        html = str(Form({"mail": "x"})["words"].as_field_group())

    assert 'aria-describedby="id_words_helptext id_words_error"' in html
    assert 'aria-invalid="true"' in html
    assert 'id="id_words_helptext"' in html
    assert 'id="id_words_error"' in html
    assert 'data-color="warning"' in html  # red is for leaving and for danger to life
    assert 'dir="auto"' in html


def test_choices_are_a_group_with_a_name_and_each_has_a_label():
    html = str(Form()["area"].as_field_group())

    assert "<legend>About</legend>" in html
    assert html.count('class="ds-field choice"') == 2
    assert 'for="id_area_1">Money</label>' in html


def test_a_field_that_may_be_left_empty_says_so():
    with translation.override("en"):
        assert "(you may skip this)" in str(Form()["mail"].as_field_group())
        assert "(you may skip this)" not in str(Form()["words"].as_field_group())


def test_the_summary_of_errors_leads_to_the_fields():
    with translation.override("en"):
        html = rendered("{% include 'ground/look/templates/parts/errors.html' %}", form=Form({"mail": "x"}))

    assert [f'href="#id_{name}"' in html for name in ("words", "area_0", "mail")] == [True, True, True]


@pytest.mark.parametrize(
    ("seen_by", "words"),
    [
        ([], "Only you can see this."),
        ([("Kari", "suggest", date(2026, 5, 3))], "Kari</bdi> can read it and suggest words until"),
        ([("Kari", "read", date(2026, 5, 3))], "Kari</bdi> can read it until"),
    ],
)
def test_a_page_says_who_can_see_it(seen_by, words):
    with translation.override("en"):
        assert words in rendered("{% include 'ground/look/templates/parts/seen_by.html' %}", seen_by=seen_by)


def test_only_what_can_be_left_empty_may_be_skipped():
    class Optional(forms.Form):
        more = forms.CharField(label="More", required=False)
        area = forms.ChoiceField(label="Area", required=False, choices=[("", "Later")])
        q = forms.CharField(label="Look", required=False, widget=forms.SearchInput)

    with translation.override("en"):
        html = rendered("{{ form }}", form=Optional())

    assert html.count("(you may skip this)") == 1


def test_a_page_of_the_sign_in_library_names_the_house_once():
    with translation.override("en"):
        html = (
            engines["django"].get_template("allauth/layouts/base.html").render({}, RequestFactory().get("/account/x/"))
        )

    assert "<title>Sign in – Viktig</title>" in html
