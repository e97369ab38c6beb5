"""Remarks of the bank that publishes an act: footnotes of amendment and remarks of its editors."""

import re

from bot.acts.importing.letters import fold

_AMENDMENT = re.compile(r"[\W_]*(сноска|ескерту)\s*[.:]")
_EDITOR = re.compile(
    r"[\W_]*(примечание\s+(изпи|рцпи)|примечание\s+(редакции|сайта)|примечание\.\s+см\.|(зқаи|рқао|рқаи|зкаи)\W*(ның|нің|ның)?\s+ескерт|"
    r"внимани[юе] пользовател|қолданушылар назарына|пайдаланушылар\w* назарына)"
)
_BEFORE = re.compile(
    r"(в\s+)?(стать[яюи]|пункты?|подпункты?|глав[ауы]|част[ьи]|абзацы?|заголов(ок|ки)|раздел|преамбул[ау]|наименование|"
    r"название|приложени[ея]|правила|кодекс|закон|(\d+(-\d+)?\W*)(бап|тармақ|тармақша|тарау|бөлік)\w*|тақырып\w*|кіріспе|"
    r"(заң|қағида|ереже|нұсқаулық|бұйрық|қаулы)\w*)\b.*"
    r"(изложен\w*|дополнен\w*|исключен\w*|внесен\w*|измен\w*|введен\w* в действие|в редакции|"
    r"жазылды|толықтырылды|енгізілді|өзгертілді|алып тасталды|редакцияда)"
)
_BY = re.compile(r"закон|указ|приказ|постановлен|заң|бұйры|қаулы|жарлы")
_DATED = re.compile(r"\d{1,2}\.\d{1,2}\.\d{2,4}.*(№|\bn )")
_PAST_READING = re.compile(r"\(?\s*см\.? стар\.? ред|\(бұр\.? ред|ескі ред\w* қара|\(введен\w* в действие")
_SEE = re.compile(r"см\.\s?:|см\. также\s?:|қараңыз\s?:")
_EDITION = re.compile(
    r"(редакция )?с изменениями и дополнениями по состоянию на|\(.*(по состоянию на|жағдай бойынша|берілген өзгерістер|с изменениями и дополнениями)"
)
_WHOLE_REPEAL = re.compile(r"утратил[аио]? силу|күші жойылды|күшін жойды|күшін жойған")
_REPEAL_FIRST = re.compile(
    r"[\W_]*(настоящ\w+ \w+ |документ |акт |осы \w+ )?(утратил[аио]? силу|күші жойылды|күшін жойды)(?!\w)"
)
_UNIT_NAMED = re.compile(
    r"(статья|стать[ию]|пункт|подпункт|глава|част|абзац|приложени|раздел|заголов|"
    r"\d\W*(бап|тармақ|тарау|қосымша|бөлік|абзац))"
)
_OUT = re.compile(r"исключ(ен[аоы]?)?(?!\w)|утратил[аио]? силу|алып тасталды|алынып тасталды|күші жойылды")
_CHANGED = re.compile(
    r"в редакции|с изменени|изменени|дополнен|исключ|жаңа редакция|редакциясында|өзгеріс|өзгерту|толықтыр|алып таста"
)
_LONGEST_LOOSE = 900
_LONGEST_UNMARKED = 400


def is_amendment(text: str) -> bool:
    """The line is a footnote of amendment; «Примечание.» and «Ескертпе.» are the act's own text and are none."""
    return _AMENDMENT.match(fold(text)) is not None


def is_editors(text: str) -> bool:
    """The line opens a remark of the bank's editors."""
    return _EDITOR.match(fold(text)) is not None


def is_loose(text: str) -> bool:
    """A note without «Сноска.», as other banks write it before the unit it speaks of."""
    if len(text) > _LONGEST_LOOSE:
        return False
    folded = fold(text)
    if _SEE.match(folded) or _EDITION.match(folded):
        return True
    if not _BEFORE.match(folded) or not _BY.search(folded):
        return False
    if _PAST_READING.search(folded):
        return True
    return _DATED.search(folded) is not None and len(text) < _LONGEST_UNMARKED


def repeals_the_act(text: str) -> bool:
    """The note says that the whole act is repealed."""
    folded = re.sub(r"^[\W_]*(сноска|ескерту)\W*", "", fold(text))
    found = _WHOLE_REPEAL.search(folded)
    return found is not None and _UNIT_NAMED.search(folded[: found.start()]) is None


def opens_with_repeal(text: str) -> bool:
    """The line begins with the words that the act is repealed, and names the act that did it."""
    folded = fold(text)
    return (
        _REPEAL_FIRST.match(folded) is not None
        and _BY.search(folded) is not None
        and "деп танылсын" not in folded
    )


def sentence_of_repeal(text: str) -> str:
    """The last sentence of the requisites, which names the repealing act; "" where there is none."""
    if not repeals_the_act(text):
        return ""
    return text[list(_WHOLE_REPEAL.finditer(fold(text)))[-1].start() :]


def takes_out(text: str) -> bool:
    """The note says that what it speaks of was taken out of the act."""
    found = _OUT.search(fold(text))
    return found is not None and _CHANGED.search(fold(text)[: found.start()]) is None


def tells_of_change(text: str) -> bool:
    """The note says that the act was amended."""
    return _CHANGED.search(fold(text)) is not None
