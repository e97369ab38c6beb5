"""Decisions on made-up scores: both sides of every figure, so that none can be moved unseen."""

from dataclasses import replace
from math import e, exp, log

import numpy as np
import pytest

from bot.acts.model import Ref
from bot.answers.matching.decision import MOST_MATCHES, Decision, Telling, Thresholds, _told
from bot.answers.matching.index import Scores
from bot.answers.matching.outcome import Found, Match, Unknown, Unsure
from bot.matters.model import FollowUp, Intent, MatterId

PLAIN = Thresholds(sharpness=1.0, inside=0.0, brief=0.0)
"""Thresholds under which a score is the logarithm of a share."""

GIFT, BOSS, LEAVE, RENT = "gift", "boss", "leave", "rent"
LABELS = (GIFT, BOSS, LEAVE, RENT)
PLACES = (Ref("14"), Ref("21"), None, None)
NEVER = 1e-9


def scored(*shares: float, known: float = 1.0, words: int = 1) -> Scores:
    """Scores that the plain thresholds turn into these shares."""
    return Scores(np.log(np.maximum(np.array(shares), NEVER)).astype(np.float32), known, words)


def decision(thresholds: Thresholds = PLAIN) -> Decision:
    return Decision(LABELS, PLACES, thresholds)


def test_the_figures_in_force_are_those_that_the_bench_chose() -> None:
    assert Thresholds() == Thresholds(
        sharpness=1.2,
        inside=0.35,
        brief=0.5,
        known=0.2,
        silence=0.5,
        choices=0.1,
        answer=0.8,
        danger=Telling(whole=0.14, clause=0.25, alone=0.88),
        warning=Telling(whole=0.07, clause=0.2, alone=0.7),
        report=Telling(whole=0.19, clause=0.35, alone=0.7),
        wordy=25,
        terse=7,
        met=0.3,
        intent=0.32,
        follow=0.3,
        gap=0.5,
    )


@pytest.mark.parametrize(("share", "kind"), [(0.805, Found), (0.795, Unsure)])
def test_a_place_answers_from_its_share_on(share: float, kind: type) -> None:
    outcome = decision().decide(scored(share, 1 - share, 0, 0))
    assert type(outcome) is kind
    assert outcome.matches[0].ref == Ref("14")
    assert outcome.matches[0].score == pytest.approx(share, abs=1e-4)
    assert outcome.matches[0].matter == GIFT


def test_a_share_that_is_just_the_limit_is_enough() -> None:
    even = scored(1, 1, 0, 0)
    assert isinstance(decision(replace(PLAIN, answer=0.5)).decide(even), Found)
    assert isinstance(decision(replace(PLAIN, choices=0.5)).decide(even), Unsure)
    halves = scored(1, 0, 1, 0)
    assert not isinstance(decision(replace(PLAIN, silence=0.5)).decide(halves), Unknown)
    assert not isinstance(decision().decide(scored(1, 0, 0, 0, known=0.2)), Unknown)


@pytest.mark.parametrize(("inside", "is_shown"), [(0.51, True), (0.49, False)])
def test_nothing_is_shown_where_all_places_together_are_too_unlikely(
    inside: float, *, is_shown: bool
) -> None:
    outcome = decision().decide(scored(inside * 0.6, inside * 0.4, 1 - inside, 0))
    assert isinstance(outcome, Unsure) is is_shown
    assert isinstance(outcome, Unknown) is not is_shown


@pytest.mark.parametrize(("known", "is_shown"), [(0.21, True), (0.19, False)])
def test_nothing_is_shown_where_too_little_of_the_question_was_ever_met(
    known: float, *, is_shown: bool
) -> None:
    outcome = decision().decide(scored(0.9, 0.1, 0, 0, known=known))
    assert isinstance(outcome, Found) is is_shown
    assert isinstance(outcome, Unknown) is not is_shown


@pytest.mark.parametrize(("first", "is_shown"), [(0.101, True), (0.099, False)])
def test_nothing_is_shown_where_no_place_stands_out(first: float, *, is_shown: bool) -> None:
    others = 40
    labels = [f"m{number}" for number in range(others + 1)]
    places = [Ref(str(number + 1)) for number in range(others + 1)]
    rest = (1 - first) / others
    outcome = Decision(labels, places, PLAIN).decide(scored(first, *[rest] * others))
    assert isinstance(outcome, Unsure) is is_shown
    assert isinstance(outcome, Unknown) is not is_shown


def test_shares_of_matters_that_one_place_settles_are_added_up_and_the_likeliest_is_named() -> None:
    one = Decision(LABELS, (Ref("14"), Ref("14"), Ref("21"), None), PLAIN)
    outcome = one.decide(scored(0.3, 0.5, 0.2, 0))
    assert isinstance(outcome, Found)
    assert [(match.ref, match.matter) for match in outcome.matches] == [(Ref("14"), BOSS), (Ref("21"), LEAVE)]
    assert [match.score for match in outcome.matches] == pytest.approx([0.8, 0.2], abs=1e-4)


def test_the_best_five_are_kept_and_equals_stay_in_order() -> None:
    labels = [f"m{number}" for number in range(7)]
    places = [Ref(str(number + 1)) for number in range(7)]
    _, matches = Decision(labels, places, PLAIN).judge(scored(1, 1, 1, 5, 1, 1, 1))
    assert len(matches) == MOST_MATCHES == 5
    assert [str(match.ref) for match in matches] == ["4", "1", "2", "3", "5"]


@pytest.mark.parametrize("sharpness", [0.5, 2.0])
def test_sharpness_multiplies_the_distance_between_scores(sharpness: float) -> None:
    shares = decision(replace(PLAIN, sharpness=sharpness)).shares(scored(1, e, 0, 0))
    assert shares[1] / shares[0] == pytest.approx(exp(sharpness), rel=1e-4)


def test_settled_matters_are_raised_by_inside_whatever_the_sharpness() -> None:
    shares = decision(replace(PLAIN, sharpness=1.7, inside=1.5)).shares(scored(1, 1, 1, 1))
    assert shares[0] / shares[2] == pytest.approx(exp(1.5), rel=1e-4)
    assert shares[0] == shares[1]
    assert shares[2] == shares[3]
    assert shares.sum() == pytest.approx(1, rel=1e-5)


@pytest.mark.parametrize("words", [1, 3, 20])
def test_the_lift_of_settled_matters_falls_with_the_logarithm_of_the_words(words: int) -> None:
    shares = decision(replace(PLAIN, inside=1.5, brief=1.1)).shares(scored(1, 1, 1, 1, words=words))
    assert log(shares[0] / shares[2]) == pytest.approx(1.5 - 1.1 * log(words), abs=1e-4)


def test_scores_are_not_changed_by_looking_at_them() -> None:
    scores = scored(0.5, 0.2, 0.2, 0.1)
    before = scores.values.copy()
    decision(Thresholds()).decide(scores)
    assert (scores.values == before).all()


@pytest.mark.parametrize(("leave", "topic"), [(0.52, LEAVE), (0.48, None)])
def test_an_outside_matter_is_named_where_it_is_likelier_than_all_others_outside_together(
    leave: float, topic: str | None
) -> None:
    labels = (*LABELS, "third")
    one = Decision(labels, (*PLACES, None), PLAIN)
    outside = 0.9
    rest = outside * (1 - leave) / 2
    outcome = one.decide(scored(0.05, 0.05, outside * leave, rest, rest))
    assert outcome == Unknown(outcome.matches, MatterId(topic) if topic else None)


def test_half_of_what_is_outside_names_nothing() -> None:
    outcome = decision().decide(scored(0, 0, 1, 1))
    assert isinstance(outcome, Unknown)
    assert outcome.topic is None


@pytest.mark.parametrize(("known", "topic"), [(0.2, LEAVE), (0.19, None)])
def test_no_outside_matter_is_named_where_too_little_of_the_question_was_ever_met(
    known: float, topic: str | None
) -> None:
    outcome = decision().decide(scored(0, 0, 0.9, 0.1, known=known))
    assert isinstance(outcome, Unknown)
    assert outcome.topic == topic


def test_an_inside_matter_is_never_named_as_outside() -> None:
    outcome = decision().decide(scored(0.45, 0.02, 0.51, 0.02))
    assert isinstance(outcome, Unknown)
    assert outcome.topic == LEAVE


def test_a_question_known_to_be_a_settled_matter_is_answered_and_the_others_follow() -> None:
    outcome = decision().given(scored(0.1, 0.9, 0, 0), MatterId(GIFT))
    assert isinstance(outcome, Found)
    assert outcome.matches[0] == Match(Ref("14"), 1.0, MatterId(GIFT))
    assert [match.ref for match in outcome.matches] == [Ref("14"), Ref("21")]


def test_each_settled_matter_that_is_known_is_answered_by_its_own_place() -> None:
    outcome = decision().given(scored(0.9, 0.1, 0, 0), MatterId(BOSS))
    assert isinstance(outcome, Found)
    assert outcome.matches[0] == Match(Ref("21"), 1.0, MatterId(BOSS))


def test_a_question_known_to_be_outside_is_never_answered() -> None:
    outcome = decision().given(scored(0.9, 0.1, 0, 0), MatterId(RENT))
    assert isinstance(outcome, Unknown)
    assert outcome.topic == RENT
    assert [match.ref for match in outcome.matches] == [Ref("14"), Ref("21")]


def test_a_named_place_comes_first_once_and_five_are_kept() -> None:
    labels = [f"m{number}" for number in range(7)]
    places = [Ref(str(number + 1)) for number in range(7)]
    one = Decision(labels, places, PLAIN)
    named = Match(Ref("2"), 1.0, MatterId("m1"))
    outcome = one.named(scored(6, 5, 4, 3, 2, 1, 1), named)
    assert isinstance(outcome, Found)
    assert [str(match.ref) for match in outcome.matches] == ["2", "1", "3", "4", "5"]
    assert outcome.matches[0] is named
    stranger = one.named(scored(6, 5, 4, 3, 2, 1, 1), Match(Ref("99"), 1.0))
    assert [str(match.ref) for match in stranger.matches] == ["99", "1", "2", "3", "4"]


TALKS = {
    MatterId("threat"): Intent.DANGER,
    MatterId("hurt"): Intent.DANGER,
    MatterId("hello"): Intent.TALK,
    MatterId("thanks"): Intent.TALK,
    MatterId("report"): Intent.REPORT,
}
TALKATIVE = (GIFT, "threat", "hurt", "hello", "thanks", "report", FollowUp.WHOM, FollowUp.CONSEQUENCE)


def talkative(thresholds: Thresholds = PLAIN) -> Decision:
    return Decision(TALKATIVE, (Ref("14"), *[None] * 7), thresholds, TALKS)


@pytest.mark.parametrize(("share", "seen"), [(0.141, "hurt"), (0.139, None)])
def test_danger_is_seen_from_its_own_small_share_on(share: float, seen: str | None) -> None:
    rest = 1 - share
    scores = scored(rest, share * 0.4, share * 0.6, 0, 0, 0, 0, 0, words=7)
    assert talkative().intent(scores) == seen


@pytest.mark.parametrize(("share", "seen"), [(0.491, "hurt"), (0.489, None)])
def test_a_terse_message_tells_of_danger_only_with_a_share_that_is_as_many_times_larger(
    share: float, seen: str | None
) -> None:
    scores = scored(1 - share, share * 0.4, share * 0.6, 0, 0, 0, 0, 0, words=2)
    assert talkative().intent(scores) == seen


@pytest.mark.parametrize(("share", "is_warned"), [(0.071, True), (0.069, False)])
def test_what_is_too_faint_for_danger_is_warned_of_before_it_is_passed_over(
    share: float, *, is_warned: bool
) -> None:
    scores = scored(1 - share, share * 0.4, share * 0.6, 0, 0, 0, 0, 0, words=7)
    assert talkative().intent(scores) is None
    assert talkative().may_be_danger(scores) is is_warned


@pytest.mark.parametrize(("share", "is_warned"), [(0.701, True), (0.699, False)])
def test_a_clause_of_a_story_warns_sooner_than_it_hides_the_answer(share: float, *, is_warned: bool) -> None:
    story = scored(*CALM, words=60)
    assert talkative().intent(story, [clause(hurt=share)]) is None
    assert talkative().may_be_danger(story, [clause(hurt=share)]) is is_warned


@pytest.mark.parametrize(("share", "is_warned"), [(0.201, True), (0.199, False)])
def test_a_wordy_message_warns_only_where_a_clause_sounds_of_danger(share: float, *, is_warned: bool) -> None:
    wordy = scored(0.9, 0, 0.1, 0, 0, 0, 0, 0, words=26)
    assert talkative().may_be_danger(wordy, [clause(), clause(hurt=share)]) is is_warned


CALM = (1, 0, 0, 0, 0, 0, 0, 0)
"""The shares of a clause that speaks of a gift alone."""


def clause(*, hurt: float = 0, report: float = 0) -> Scores:
    return scored(1 - hurt - report, 0, hurt, 0, 0, report, 0, 0, words=4)


@pytest.mark.parametrize(("share", "seen"), [(0.881, "hurt"), (0.879, None)])
def test_danger_in_one_clause_is_seen_whatever_stands_around_it(share: float, seen: str | None) -> None:
    story = scored(*CALM, words=60)
    assert talkative().intent(story, [clause(), clause(hurt=share), clause()]) == seen


@pytest.mark.parametrize(("share", "seen"), [(0.251, "hurt"), (0.249, None)])
def test_a_wordy_message_sounds_of_danger_only_where_a_clause_speaks_of_it(
    share: float, seen: str | None
) -> None:
    wordy, short = (scored(0.8, 0, 0.2, 0, 0, 0, 0, 0, words=words) for words in (26, 25))
    assert talkative().intent(wordy, [clause(), clause(hurt=share)]) == seen
    assert talkative().intent(short, [clause(), clause(hurt=share)]) == "hurt"


def test_a_wordy_message_without_clauses_is_asked_for_none() -> None:
    assert talkative().intent(scored(0.8, 0, 0.2, 0, 0, 0, 0, 0, words=26)) == "hurt"


@pytest.mark.parametrize(("share", "seen"), [(0.701, "report"), (0.699, None)])
def test_the_wish_to_report_in_one_clause_is_seen_too(share: float, seen: str | None) -> None:
    story = scored(*CALM, words=60)
    assert talkative().intent(story, [clause(), clause(report=share)]) == seen


@pytest.mark.parametrize(("share", "seen"), [(0.191, "report"), (0.189, None)])
def test_a_faint_wish_to_report_is_seen_where_no_other_intent_is(share: float, seen: str | None) -> None:
    assert talkative().intent(scored(1 - share, 0, 0, 0, 0, share, 0, 0)) == seen
    assert talkative().intent(scored(0.6 - share, 0, 0, 0, 0.4, share, 0, 0)) == "thanks"


@pytest.mark.parametrize(("share", "seen"), [(0.351, "report"), (0.349, None)])
def test_a_wordy_message_wants_to_report_only_where_a_clause_says_so(share: float, seen: str | None) -> None:
    wordy = scored(0.7, 0, 0, 0, 0, 0.3, 0, 0, words=26)
    assert talkative().intent(wordy, [clause(), clause(report=share)]) == seen


def test_danger_in_a_clause_comes_before_the_wish_to_report_in_the_whole() -> None:
    story = scored(0, 0, 0, 0, 0, 1, 0, 0, words=60)
    assert talkative().intent(story, [clause(report=1), clause(hurt=0.9)]) == "hurt"


def test_danger_is_seen_before_a_likelier_intent() -> None:
    assert talkative().intent(scored(0, 0.2, 0, 0.8, 0, 0, 0, 0, words=7)) == "threat"


@pytest.mark.parametrize(("known", "seen"), [(0.3, "threat"), (0.29, None)])
def test_in_words_never_met_danger_is_warned_of_before_it_hides_the_answer(
    known: float, seen: str | None
) -> None:
    faint = scored(0.8, 0.2, 0, 0, 0, 0, 0, 0, known=known, words=7)
    assert talkative().intent(faint) == seen
    assert talkative().may_be_danger(faint)


@pytest.mark.parametrize(("share", "seen"), [(0.881, "threat"), (0.879, None)])
def test_in_words_never_met_danger_is_seen_where_it_is_nearly_all_that_is_told(
    share: float, seen: str | None
) -> None:
    loud = scored(1 - share, share, 0, 0, 0, 0, 0, 0, known=0.0, words=7)
    assert talkative().intent(loud) == seen


@pytest.mark.parametrize(("share", "seen"), [(0.321, "thanks"), (0.319, None)])
def test_another_intent_needs_more_and_its_talks_are_added_up(share: float, seen: str | None) -> None:
    scores = scored(1 - share, 0, 0, share * 0.4, share * 0.6, 0, 0, 0)
    assert talkative().intent(scores) == seen


def test_the_likeliest_intent_is_chosen_not_the_likeliest_talk() -> None:
    assert talkative().intent(scored(0, 0, 0, 0.3, 0.31, 0.39, 0, 0)) == "thanks"


@pytest.mark.parametrize(("known", "seen"), [(0.2, "hello"), (0.19, None)])
def test_no_intent_but_danger_is_seen_in_words_never_met(known: float, seen: str | None) -> None:
    assert talkative().intent(scored(0, 0, 0, 1, 0, 0, 0, 0, known=known)) == seen


def test_where_no_label_is_small_talk_no_intent_is_seen() -> None:
    assert decision().intent(scored(1, 1, 1, 1)) is None


def test_limits_of_intents_are_reached_by_just_their_share() -> None:
    half = scored(1, 0, 0, 1, 0, 0, 0, 0)
    assert talkative(replace(PLAIN, intent=0.5)).intent(half) == "hello"
    danger = scored(1, 1, 0, 0, 0, 0, 0, 0, words=7)
    half_is_danger = replace(PLAIN, danger=Telling(whole=0.5, clause=0, alone=1))
    assert talkative(half_is_danger).intent(danger) == "threat"
    asked = scored(1, 0, 0, 0, 0, 0, 1, 0)
    assert talkative(replace(PLAIN, follow=0.5)).follow_up(asked) is FollowUp.WHOM


def test_shares_depend_on_how_far_scores_lie_apart_and_not_on_how_high_they_are() -> None:
    low = scored(4, 3, 2, 1)
    high = replace(low, values=low.values + 10_000)
    assert decision().plain_shares(high) == pytest.approx(decision().plain_shares(low), abs=1e-3)


@pytest.mark.parametrize(("clause", "told"), [(0.25, 0), (0.2, None)])
def test_in_a_long_message_a_clause_tells_from_its_share_on(clause: float, told: int | None) -> None:
    wanted, limits = np.array([True, False]), Telling(whole=0.5, clause=0.25, alone=1)
    said = _told(wanted, np.array([0.5, 0.5]), [np.array([clause, 0.5])], limits, is_wordy=True)
    assert said == told


def test_what_is_asked_of_the_matter_before_is_no_rival_of_an_intent() -> None:
    assert talkative().intent(scored(0, 0, 0, 0.1, 0, 0, 5, 5)) == "hello"


@pytest.mark.parametrize(("share", "asked"), [(0.301, FollowUp.CONSEQUENCE), (0.299, None)])
def test_a_follow_up_is_heard_from_its_share_of_everything_on(share: float, asked: FollowUp | None) -> None:
    rest = (1 - share) / 2
    scores = scored(rest, 0, 0, rest, 0, 0, share * 0.4, share * 0.6)
    assert talkative().follow_up(scores) is asked


def test_intents_that_may_stand_beside_a_paragraph_are_no_rivals_of_it_and_small_talk_is() -> None:
    shares = talkative().shares(scored(1, 1, 1, 1, 1, 1, 1, 1))
    assert shares.tolist() == pytest.approx([1 / 3, 0, 0, 1 / 3, 1 / 3, 0, 0, 0], abs=1e-6)


@pytest.mark.parametrize(("rest", "is_silent"), [(0.61, False), (0.59, True)])
def test_a_matter_of_service_ethics_that_no_act_settles_wins_where_half_its_share_is_above_the_best_place(
    rest: float, *, is_silent: bool
) -> None:
    # The place has a share of `rest` beside the 1.2 of the matter.
    outcome = Decision(LABELS, PLACES, replace(PLAIN, silence=0.0), conduct=[LEAVE]).decide(
        scored(rest, 0, 1.2, 0)
    )
    assert isinstance(outcome, Unknown) is is_silent
    assert not is_silent or outcome.topic == LEAVE  # type: ignore[union-attr]  # said on the line before


def test_a_matter_that_no_act_settles_and_that_is_none_of_service_ethics_hides_no_place() -> None:
    outcome = Decision(LABELS, PLACES, replace(PLAIN, silence=0.0), conduct=[RENT]).decide(
        scored(0.5, 0, 1.2, 0)
    )
    assert not isinstance(outcome, Unknown)
