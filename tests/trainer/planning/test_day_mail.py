"""Mail about meeting days: to everyone and once, also when the mail server is away or the site starts again."""

from datetime import time, timedelta
from threading import Event, Thread

import pytest

from tests.trainer.planning.conftest import DAY
from trainer.db import db
from trainer.people import actions as people_actions
from trainer.planning import actions, cli, queries
from trainer.planning.models import DayMail
from trainer.planning.rules import When


@pytest.fixture(autouse=True)
def long_before(monkeypatch):
    """Let it be ten days before the day."""
    monkeypatch.setattr(cli, "today", lambda: DAY - timedelta(days=10))


def send():
    return cli.send_waiting(Event())


def move(day, **changes):
    given = {"held_on": DAY, "starts_at": time(9, 30), "ends_at": time(16, 30), "place": "Zaal 2"} | changes
    actions.change_day(day, When(**given), 360, "Krachten", "Ties")


def test_everyone_in_the_group_is_mailed_once_about_a_change(day, post_office):
    assert (send(), send()) == (6, 0)
    mail = post_office.sent_to("owner@wereld.example")

    assert mail["Subject"] == "Gepland: Lesdag 1"
    assert mail.get_content().splitlines() == [
        "Dag Olga Eigenaar,",
        "",
        "Gepland: Lesdag 1 van Training najaar.",
        "maandag 30 november 2026, 9.30 tot 16.30 uur",
        "Plaats: Zaal 2",
        "",
        "Krachtspiegel",
    ]
    assert post_office.connections == 1


def test_a_mail_leads_to_the_calendar_below_the_address_of_the_site(app, day, post_office, monkeypatch):
    monkeypatch.setitem(app.config, "SITE_URL", "https://kracht.example/")
    send()

    assert "Alle cursusdagen: https://kracht.example/agenda" in post_office.mails[0].get_content().splitlines()


def test_however_long_the_mail_server_is_away_nothing_is_lost(day, post_office, caplog):
    post_office.close()
    assert {send() for _ in range(queries.MAX_ATTEMPTS + 1)} == {0}
    assert "Mail niet verstuurd: ConnectionRefusedError" in caplog.text
    post_office.open(post_office.port)

    assert (send(), send()) == (6, 0)


def test_who_is_refused_for_now_gets_the_mail_later_and_holds_nobody_up(day, post_office):
    post_office.refuses["owner@wereld.example"] = "450 come back later"
    assert [send() for _ in range(queries.MAX_ATTEMPTS + 1)] == [5] + [0] * queries.MAX_ATTEMPTS
    post_office.refuses.clear()

    assert send() == 1


@pytest.mark.parametrize("answer", ["421 too much", "550 unknown"])
def test_an_answer_to_one_address_holds_nobody_up(day, post_office, caplog, answer):
    post_office.refuses["owner@wereld.example"] = answer

    assert send() == 5
    assert "Mail niet verstuurd: " in caplog.text and "owner@" not in caplog.text


def test_an_address_that_is_refused_for_good_is_given_up(day, post_office):
    post_office.refuses["owner@wereld.example"] = "550 unknown"
    for _ in range(queries.MAX_ATTEMPTS + 1):
        send()

    assert queries.mail_to_send(DAY) == []


def test_two_senders_at_once_send_each_mail_once(app, day, post_office):
    def other():
        with app.app_context():
            send()

    post_office.at_work.clear()
    senders = [Thread(target=other) for _ in range(2)]
    for each in senders:
        each.start()
    assert post_office.taking.wait(10)
    senders[1].join(0.2)
    post_office.at_work.set()
    for each in senders:
        each.join()

    assert len(post_office.mails) == len({mail["To"] for mail in post_office.mails}) == 6


def test_when_the_site_stops_the_mail_under_way_is_noted_and_the_rest_waits(app, day, post_office):
    stop = Event()

    def sender():
        with app.app_context():
            cli.send_waiting(stop)

    post_office.at_work.clear()
    thread = Thread(target=sender)
    thread.start()
    assert post_office.taking.wait(10)
    stop.set()
    post_office.at_work.set()
    thread.join()

    assert len(post_office.mails) == 1
    assert (send(), len(post_office.mails)) == (5, 6)


def test_a_sign_to_stop_ends_the_sending_and_leaves_the_process_as_it_was():
    before = cli.signal.getsignal(cli.signal.SIGTERM)
    with cli._finishing() as stop:
        cli.signal.raise_signal(cli.signal.SIGTERM)
        assert stop.wait(1)

    assert cli.signal.getsignal(cli.signal.SIGTERM) is before


def test_a_fault_does_not_end_the_sending_for_good(app, monkeypatch, caplog):
    rounds = iter([RuntimeError("geheim adres"), 0])
    naps = iter([False, True])

    def fail_once(stop):
        result = next(rounds)
        if isinstance(result, Exception):
            raise result
        return result

    def fall_asleep(self, seconds):
        return next(naps)

    monkeypatch.setattr(cli, "send_waiting", fail_once)
    monkeypatch.setattr(Event, "wait", fall_asleep)
    result = app.test_cli_runner().invoke(args=["planning", "mail", "--every", "1"])

    assert result.exit_code == 0
    assert next(rounds, "op") == "op"
    assert "RuntimeError" in caplog.text and "geheim" not in caplog.text


def test_the_sending_ends_when_the_site_is_gone(app, monkeypatch):
    parents = iter([1, 2])
    monkeypatch.setattr(cli, "send_waiting", lambda stop: 0)
    monkeypatch.setattr(cli.os, "getppid", lambda: next(parents))
    monkeypatch.setattr(Event, "wait", lambda self, seconds: False)

    assert app.test_cli_runner().invoke(args=["planning", "mail", "--every", "1"]).exit_code == 0


def test_everyone_is_reminded_once_of_a_near_day(day, post_office, monkeypatch):
    db.session.query(DayMail).delete()
    db.session.commit()
    assert send() == 0
    monkeypatch.setattr(cli, "today", lambda: DAY - timedelta(days=2))

    assert (send(), send()) == (6, 0)
    assert {mail["Subject"] for mail in post_office.mails} == {"Binnenkort: Lesdag 1"}


def test_people_hear_that_a_date_is_taken_away(day, post_office):
    send()
    move(day, held_on=None, starts_at=None, ends_at=None, place="")

    assert send() == 6
    lines = post_office.mails[-1].get_content().splitlines()
    assert lines[2:4] == ["Veranderd: Lesdag 1 van Training najaar.", "Nog te plannen"]


def test_without_a_mail_server_the_list_waits(day):
    assert send() == 0
    assert len(queries.mail_to_send(DAY)) == 6


def test_mail_that_is_no_longer_true_or_of_use_is_not_sent(scene, day):
    move(day, place="Zaal 3")
    assert len(queries.mail_to_send(DAY)) == 6
    people_actions.set_enabled(scene.people["owner"], False)
    assert len(queries.mail_to_send(DAY)) == 5
    assert queries.mail_to_send(DAY + timedelta(days=1)) == []
