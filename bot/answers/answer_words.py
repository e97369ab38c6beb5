"""What is said where a question is not understood, or names by number what is not there, a whole section, an act that is not loaded."""

from collections.abc import Sequence

from bot.acts.citations import Citations
from bot.acts.model import Ref, UnitKind
from bot.acts.numbers_named import NoSuchPlace, OtherAct, SectionNamed
from bot.acts.standing_line import StandingLine
from bot.language import Language
from bot.texts.texts import Say, Texts


def not_understood(near: Sequence[Ref]) -> Say:
    """The sentence over the places that come near; over none it names none."""
    return Say.NOT_UNDERSTOOD_NEAR if near else Say.NOT_UNDERSTOOD


def named_words(
    named: NoSuchPlace | SectionNamed | OtherAct, language: Language, texts: Texts, citations: Citations
) -> StandingLine:
    """The sentence, with the page that it links to where there is one."""
    match named:
        case NoSuchPlace(act, UnitKind.ARTICLE, asked, count):
            title = act.short_titles[language]
            return StandingLine(texts(language, Say.NO_SUCH_ARTICLE, act=title, asked=asked, count=count))
        case NoSuchPlace(_, _, asked, count, within) if within:
            place = citations.place(within, language)
            return StandingLine(texts(language, Say.NO_SUCH_ITEM, place=place, asked=asked, count=count))
        case NoSuchPlace(act, _, asked, count):
            title = act.short_titles[language]
            return StandingLine(texts(language, Say.NO_SUCH_PARAGRAPH, act=title, asked=asked, count=count))
        case SectionNamed(act, section):
            return StandingLine(act.section_title(section, language))
        case OtherAct(known):
            title, link = known.titles[language], known.links.get(language, "")
            said = Say.ACT_NOT_LOADED_LINK if link else Say.ACT_NOT_LOADED
            return StandingLine(texts(language, said, title=title), title, link)
