"""A message is read with what was said before it where its words ask for that, and never else."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.answers.content import IntentReply
from bot.answers.matching.outcome import Found, Outcome, Unknown, Unsure
from bot.conversation.listening import Heard, Listener, Message
from bot.conversation.memory import KEPT, Memory
from bot.knowledge.knowledge import Knowledge
from bot.language import Language
from bot.matters.model import FollowUp, Intent
from tests.questions import faint_danger, settled

NOON = datetime(2026, 11, 30, 12, tzinfo=UTC)
PAUSE = timedelta(seconds=20)


class Talk:
    """A chat in which somebody speaks every twenty seconds."""

    def __init__(self, services: Knowledge) -> None:
        self.memory = Memory()
        self._listener = Listener(services.rulebook, services.matcher)
        self._now = NOON

    def say(self, text: str, after: timedelta = PAUSE) -> Heard:
        self._now += after
        return self._listener.hear(self.memory, Message("chat", text, self._now))


@pytest.fixture
def talk(services: Knowledge) -> Talk:
    return Talk(services)


def refs(outcome: Outcome | None) -> list[str]:
    return [str(match.ref) for match in outcome.matches] if outcome else []


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("Можно ли взять подарок от посетителя?", "а если он мой друг детства?"),
        ("Келушіден сыйлық алуға бола ма?", "ал егер ол тек шоколад болса ше?"),
    ],
)
def test_a_changed_circumstance_stays_with_the_matter_and_says_so(talk: Talk, first: str, then: str) -> None:
    talk.say(first)
    heard = talk.say(then)
    assert "14" in refs(heard.outcome)[:3]
    assert heard.leans_on == (first,)


def test_a_new_question_is_never_bent_by_what_was_said(talk: Talk, services: Knowledge) -> None:
    talk.say("Можно ли взять подарок от посетителя?")
    question = "Можно ли на служебной машине возить семью на дачу?"
    heard = talk.say(question)
    assert heard.leans_on == ()
    assert heard.outcome == services.matcher.match(question)


@pytest.mark.parametrize(
    ("first", "then", "ref"),
    [
        ("көлікпен саяжайға барсам бола ма", "жоқ, мен сыйлық туралы сұрадым", "14"),
        ("қызметтік көлікпен базарға барсам бола ма", "мен көлік емес, сыйлық туралы айттым", "14"),
        ("можно ли взять подарок от подрядчика?", "нет, я не про подарок, а про служебную машину", "3.19"),
        ("служебная машина на выходных можно?", "вы не поняли, я спрашивал про подарки", "14"),
        ("пара алды әріптесім", "қате түсіндің, мен туысты жұмысқа алу жайлы сұрап тұрмын", "3.13"),
        ("бастық айқайлайды", "дұрысы бастық емес, әріптесім", "3.6"),
        ("начальник орёт на меня", "я не так сказал, он мне не начальник, он коллега", "3.6"),
    ],
)
def test_a_correction_takes_the_place_of_what_it_takes_back(
    talk: Talk, first: str, then: str, ref: str
) -> None:
    talk.say(first)
    heard = talk.say(then)
    assert heard.intent is None
    assert ref in refs(heard.outcome)[:2]


@pytest.mark.parametrize(
    ("first", "then", "ref"),
    [
        ("бастығым мені жұрттың көзінше қорлады", "кімге шағымданамын?", "3.17"),
        ("начальник унизил меня при всех", "кому на него пожаловаться", "3.17"),
    ],
)
def test_whom_to_turn_to_where_no_act_names_them_is_said_with_the_matter(
    talk: Talk, first: str, then: str, ref: str
) -> None:
    talk.say(first)
    assert refs(talk.say(then).outcome) == [ref]


@pytest.mark.parametrize("text", ["кімге шағымданамын", "кому на него пожаловаться"])
def test_whom_to_complain_to_before_any_story_is_a_wish_to_report(talk: Talk, text: str) -> None:
    heard = talk.say(text)
    assert heard.intent
    assert heard.intent.intent is Intent.REPORT


@pytest.mark.parametrize(
    ("text", "language"), [("не істеймін енді?", Language.KK), ("и что мне теперь делать", Language.RU)]
)
def test_what_to_do_now_is_no_danger_and_acts_on_the_matter_before(
    talk: Talk, text: str, language: Language
) -> None:
    talk.say("хочу сообщить о взятке")
    heard = talk.say(text)
    assert heard.intent
    assert (heard.intent.id, heard.language) == ("again_what_now", language)
    assert heard.before
    assert heard.before.matter == "reporting_corruption"


def test_what_kazakh_asks_with_the_sign_by_which_russian_denies_is_no_correction(talk: Talk) -> None:
    talk.say("сыйлық алуға бола ма")
    assert talk.say("маған не болады").outcome == Unknown(())


def test_a_place_that_is_named_by_number_leans_on_nothing(talk: Talk) -> None:
    talk.say("қызметтік көлікпен саяжайға барсам бола ма")
    assert talk.say("3-тармақ").leans_on == ()


def test_whom_to_turn_to_is_said_of_the_likeliest_matter_where_several_were_offered(
    talk: Talk, services: Knowledge
) -> None:
    unclear = next(
        example.text[:25]
        for ref, example in settled(services.rulebook)
        if ref.value == "3.17" and isinstance(services.matcher.match(example.text[:25]), Unsure)
    )
    offered = talk.say(unclear).outcome
    assert offered
    first = offered.matches[0]
    matter = services.rulebook.matters[first.matter] if first.matter else None
    assert matter
    told = talk.say("кимге шагымданамын").outcome
    expected = matter.follow.get(FollowUp.WHOM, matter.id)
    assert told
    assert told.matches[0].matter == expected


def test_what_to_do_now_after_danger_is_whom_to_call(talk: Talk, services: Knowledge) -> None:
    told = talk.say("меня бьёт начальник")
    assert told.intent
    content = services.advice.answer(talk.say("что делать")).content
    assert content == IntentReply(told.intent)


def test_what_stands_below_a_reply_is_no_list(talk: Talk) -> None:
    talk.say("какой закон сейчас действует")
    assert talk.say("первое").picked is None


def test_danger_that_is_told_by_a_correction_is_danger(talk: Talk) -> None:
    talk.say("начальник орёт на меня")
    heard = talk.say("нет, он не орёт, он меня избил")
    assert heard.intent
    assert heard.intent.intent is Intent.DANGER


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("начальник орёт на меня", "он не начальник, он коллега, а мне не хочется жить"),
        ("можно ли взять подарок от подрядчика?", "нет, это не подарок, это взятка, и начальник меня бьёт"),
        ("бастығым маған айқайлайды", "ол бастық емес, әріптесім, мені сабап тастады"),
    ],
)
def test_danger_beside_what_is_taken_back_is_never_passed_over(talk: Talk, first: str, then: str) -> None:
    talk.say(first)
    heard = talk.say(then)
    assert heard.warns or (heard.intent and heard.intent.intent is Intent.DANGER)


def test_danger_in_the_same_breath_as_another_question_is_danger(talk: Talk) -> None:
    talk.say("можно ли на служебной машине возить семью")
    heard = talk.say("он меня бьёт")
    assert heard.warns or (heard.intent and heard.intent.intent is Intent.DANGER)


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("можно ли взять подарок", "нет, я про пункт 3.19"),
        ("сыйлық алуға бола ма", "жоқ, 3.19-тармақ туралы сұрадым"),
        ("что в пункте 14", "нет, не пункт 14, а пункт 3.19"),
    ],
)
def test_a_place_that_a_correction_names_is_that_place(talk: Talk, first: str, then: str) -> None:
    talk.say(first)
    assert refs(talk.say(then).outcome)[0] == "3.19"


def test_after_a_quarter_of_an_hour_nothing_is_known_any_more(talk: Talk) -> None:
    talk.say("Можно ли взять подарок от посетителя?")
    assert talk.say("а если он мой брат?", KEPT + PAUSE).leans_on == ()


def test_a_number_picks_of_the_list_that_stands_last_and_then_is_a_question_again(
    talk: Talk, services: Knowledge
) -> None:
    unclear = next(
        example.text
        for _, example in settled(services.rulebook)
        if isinstance((heard := services.matcher.hear(example.text[:25]))[0], Unsure)
        and heard[1] is None
        and len(heard[0].matches) > 2
    )
    listed = talk.say(unclear[:25])
    assert isinstance(listed.outcome, Unsure)
    second = talk.say("второе")
    assert second.picked == listed.outcome.matches[1].ref
    assert isinstance(second.outcome, Found)
    assert talk.say("второе").picked is None


def test_messages_of_one_breath_are_one(talk: Talk) -> None:
    talk.say("слушай")
    talk.say("у нас тут начальник", timedelta(seconds=2))
    heard = talk.say("возит семью на служебной машине", timedelta(seconds=2))
    assert heard.joins
    assert refs(heard.outcome)[0] == "3.19"


def test_whole_questions_are_each_answered_however_quickly_they_come(talk: Talk) -> None:
    talk.say("Можно ли взять подарок от посетителя?")
    heard = talk.say("Можно ли на служебной машине возить семью на дачу?", timedelta(seconds=1))
    assert not heard.joins
    assert refs(heard.outcome)[0] == "3.19"


def test_whom_to_tell_and_what_follows_belong_to_the_matter_answered(talk: Talk) -> None:
    talk.say("Мой брат участвует в тендере, который веду я. Это конфликт интересов?")
    assert refs(talk.say("кому об этом сказать?").outcome)[0] == "8"
    talk.say("Мой брат участвует в тендере, который веду я. Это конфликт интересов?")
    assert refs(talk.say("и что мне за это будет?").outcome)[0] == "9"


@pytest.mark.parametrize("language", list(Language))
def test_what_may_tell_of_danger_is_heard_as_ever_and_warned_of_also_after_a_story(
    talk: Talk, services: Knowledge, language: Language
) -> None:
    faint = faint_danger(services, language)
    heard = talk.say(faint)
    assert heard.warns
    assert heard.outcome == services.matcher.match(faint)
    assert heard.intent is None or heard.intent.intent is not Intent.DANGER
    assert not talk.say("Можно ли взять подарок от посетителя?").warns
    assert talk.say(faint).warns


@pytest.mark.parametrize(
    ("story", "circumstance", "ref"),
    [
        ("Келушіден сыйлық алуға бола ма?", "кеше түстен кейін келді", "14"),
        ("Можно ли взять подарок от посетителя?", "он в сером пальто приходил", "14"),
        ("Можно ли на служебной машине возить семью на дачу?", "жена за рулём сидит", "3.19"),
    ],
)
def test_a_circumstance_that_means_nothing_by_itself_still_offers_the_matter_before(
    talk: Talk, story: str, circumstance: str, ref: str
) -> None:
    talk.say(story)
    heard = talk.say(circumstance)
    assert isinstance(heard.outcome, Found | Unsure)
    assert ref in refs(heard.outcome)[:3]
    scores = [match.score for match in heard.outcome.matches]
    assert scores == sorted(scores, reverse=True)


def test_what_lies_outside_every_act_offers_nothing_of_the_matter_before(talk: Talk) -> None:
    talk.say("Можно ли взять подарок от посетителя?")
    assert isinstance(talk.say("сколько стоит проезд в автобусе").outcome, Unknown)


def test_where_danger_is_told_there_is_no_second_warning(talk: Talk) -> None:
    heard = talk.say("бастық мені ұрды")
    assert heard.intent
    assert heard.intent.intent is Intent.DANGER
    assert not heard.warns


@pytest.mark.parametrize(
    ("story", "asking", "ref"),
    [
        ("тендерде ағайым қатысып жатыр, комиссиядамын", "кімге айтамын", "8"),
        ("в тендере участвует мой брат, а я в комиссии", "кому сообщить", "8"),
        ("в тендере участвует мой брат, а я в комиссии", "куда об этом писать?", "8"),
        ("коллега взял деньги за справку", "кому сообщать?", "11"),
        ("мой племянник подал на конкурс к нам, а я в комиссии", "кому об этом говорить", "8"),
        ("жиенім бізге конкурсқа қатысып жатыр, мен комиссияда отырмын", "бұны кімге айтуым керек", "8"),
        ("жена начальника выиграла тендер в нашем отделе, а я его готовил", "кому писать?", "8"),
    ],
)
def test_whom_to_tell_is_said_of_the_story_even_where_its_answer_is_open_and_however_soon_it_is_asked(
    talk: Talk, story: str, asking: str, ref: str
) -> None:
    talk.say(story)
    assert refs(talk.say(asking, timedelta(seconds=2)).outcome)[0] == ref


def test_who_names_another_matter_is_told_of_that_one(talk: Talk) -> None:
    talk.say("в тендере участвует мой брат, а я в комиссии")
    assert refs(talk.say("сообщить о взятке").outcome)[0] == "11"


def test_where_the_act_names_no_penalty_none_is_made_up(talk: Talk) -> None:
    talk.say("Можно ли ходить на работу в джинсах?")
    assert isinstance(talk.say("и что мне за это будет?").outcome, Unknown)


def test_thanks_are_thanks_and_leave_the_thread_as_it_was(talk: Talk) -> None:
    talk.say("Можно ли взять подарок от посетителя?")
    thanked = talk.say("спасибо большое")
    assert thanked.intent
    assert thanked.intent.intent is Intent.TALK
    assert talk.say("а если он мой брат?").leans_on == ("Можно ли взять подарок от посетителя?",)


def test_words_without_a_language_are_answered_in_that_of_the_chat(talk: Talk) -> None:
    talk.say("Можно ли взять подарок от посетителя?")
    assert talk.say("ок").language is Language.RU


@pytest.mark.parametrize(
    "text", ["меня бьёт начальник", "өлгім келеді", "меня домогаются", "бастық қол жұмсап ұрады"]
)
def test_danger_is_seen_before_everything(services: Knowledge, text: str) -> None:
    heard = Listener(services.rulebook, services.matcher).alone(Message(None, text, NOON))
    assert heard.intent
    assert heard.intent.intent is Intent.DANGER


@pytest.mark.parametrize(
    "before", ["мне предложили взятку", "мой брат у меня в подчинении, это конфликт интересов?"]
)
def test_danger_comes_before_whom_to_tell_of_the_matter_before(talk: Talk, before: str) -> None:
    talk.say(before)
    heard = talk.say("а он угрожает мне убийством, кому сообщить об этом")
    assert heard.intent
    assert heard.intent.intent is Intent.DANGER


@pytest.mark.parametrize("told", ["Бастық мені ұрды.", "Начальник избил меня в кабинете."])
def test_danger_is_found_in_one_sentence_of_a_long_text_and_no_step_reads_more_than_a_message(
    services: Knowledge, told: str
) -> None:
    listener = Listener(services.rulebook, services.matcher)
    story = "В отделе второй год берут деньги за справки, собирает их заведующий канцелярией. "
    looked = list(listener.looks_for_danger(story * 10 + told + " " + story * 10))
    assert any(looked)
    assert not any(listener.looks_for_danger(story * 20))
    invented = " ".join(f"щъ{number:04x}ыфь".replace("0", "ж") for number in range(400))
    assert len(list(listener.looks_for_danger(f"{invented}. {invented}. {told}"))) == 1


@pytest.mark.parametrize("text", ["меня убивает эта очередь", "угрожают уволить за критику"])
def test_a_figure_of_speech_is_no_danger(services: Knowledge, text: str) -> None:
    heard = Listener(services.rulebook, services.matcher).alone(Message(None, text, NOON))
    assert heard.intent is None or heard.intent.intent is not Intent.DANGER


def test_what_says_nothing_by_itself_keeps_the_matter_and_is_never_a_sure_answer(
    talk: Talk, services: Knowledge
) -> None:
    asked, then = "Можно ли взять подарок от посетителя?", "там их три штуки"
    assert not isinstance(services.matcher.match(then), Found)
    talk.say(asked)
    heard = talk.say(then)
    assert heard.leans_on == (asked,)
    assert isinstance(heard.outcome, Unsure)
    assert "14" in refs(heard.outcome)[:3]
