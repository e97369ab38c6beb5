"""Methods about the bot itself: who it is, its commands, names, descriptions and menu button."""

import re
from collections import defaultdict
from collections.abc import Mapping

from emulator.local_telegram.access import Access
from emulator.local_telegram.errors import bad_request
from emulator.local_telegram.model import Json
from emulator.local_telegram.params import Params, whole
from emulator.local_telegram.sending import Method
from emulator.local_telegram.views import user_json
from emulator.local_telegram.world import World

_LANGUAGES = (
    " "
    "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv "
    "dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig "
    "ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh "
    "mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru "
    "rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug "
    "uk ur uz ve vi vo wa wo xh yi yo za zh zu "
)
"""The two-letter codes of ISO 639-1, each between spaces: Telegram takes kk and not kz."""
_MOST_COMMANDS = 100
_MOST_COMMAND_DESCRIPTION = 256
_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_TEXTS = {"Name": 64, "Description": 512, "ShortDescription": 120}
_SCOPES = frozenset(
    {
        "default",
        "all_private_chats",
        "all_group_chats",
        "all_chat_administrators",
        "chat",
        "chat_administrators",
        "chat_member",
    }
)

Scope = tuple[str, int, int]


class Profile:
    """What people see of the bot before they write to it; the texts are kept per language, "" for all others."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._access = Access(world)
        self.commands: dict[tuple[Scope, str], list[Json]] = {}
        self.texts: defaultdict[str, dict[str, str]] = defaultdict(dict)
        self.menu_buttons: dict[int, Json] = {}

    def methods(self) -> Mapping[str, Method]:
        """The methods by name."""
        texts = {f"setMy{kind}": self._setter(kind, most) for kind, most in _TEXTS.items()}
        texts |= {f"getMy{kind}": self._getter(kind) for kind in _TEXTS}
        return texts | {
            "getMe": self.get_me,
            "setMyCommands": self.set_commands,
            "getMyCommands": self.get_commands,
            "deleteMyCommands": self.delete_commands,
            "setChatMenuButton": self.set_menu_button,
            "getChatMenuButton": self.get_menu_button,
        }

    def get_me(self, _: Params) -> Json:
        return user_json(self._world.bot) | {
            "can_join_groups": True,
            "can_read_all_group_messages": not self._world.privacy,
            "supports_inline_queries": True,
            "can_connect_to_business": False,
            "has_main_web_app": False,
        }

    def set_commands(self, params: Params) -> bool:
        commands = params.objects("commands", "commands")
        if len(commands) > _MOST_COMMANDS:
            raise bad_request("BOT_COMMANDS_TOO_MUCH")
        checked = [_command(one) for one in commands]
        self.commands[self._place(params)] = checked
        return True

    def get_commands(self, params: Params) -> list[Json]:
        return self.commands.get(self._place(params), [])

    def delete_commands(self, params: Params) -> bool:
        self.commands.pop(self._place(params), None)
        return True

    def set_menu_button(self, params: Params) -> bool:
        button = params.object("menu_button", "menu button") or {"type": "default"}
        if str(button.get("type")) not in {"default", "commands", "web_app"}:
            raise bad_request("can't parse menu button: unsupported type")
        self.menu_buttons[self._menu_chat(params)] = button
        return True

    def get_menu_button(self, params: Params) -> Json:
        common = self.menu_buttons.get(0, {"type": "default"})
        return self.menu_buttons.get(self._menu_chat(params), common)

    def _menu_chat(self, params: Params) -> int:
        return self._access.chat(params).id if params.has("chat_id") else 0

    def _place(self, params: Params) -> tuple[Scope, str]:
        scope = params.object("scope", "scope") or {"type": "default"}
        if str(scope.get("type")) not in _SCOPES:
            raise bad_request("can't parse BotCommandScope: unsupported type specified")
        chat_id = 0
        if "chat_id" in scope:
            chat_id = self._access.chat(Params(scope)).id
        return (scope["type"], chat_id, whole(scope.get("user_id", 0))), _language(params)

    def _setter(self, kind: str, most: int) -> Method:
        name = re.sub(r"(?<!^)([A-Z])", r"_\1", kind).lower()

        def put(params: Params) -> bool:
            if len(params.text(name)) > most:
                raise bad_request(f"bot {name.replace('_', ' ')} is too long")
            self.texts[name][_language(params)] = params.text(name)
            return True

        return put

    def _getter(self, kind: str) -> Method:
        name = re.sub(r"(?<!^)([A-Z])", r"_\1", kind).lower()

        def get(params: Params) -> Json:
            common = self.texts[name].get("") or (self._world.bot.first_name if name == "name" else "")
            return {name: self.texts[name].get(_language(params)) or common}

        return get


def _language(params: Params) -> str:
    code = params.text("language_code")
    if code and (len(code) != 2 or f" {code} " not in _LANGUAGES):
        raise bad_request("invalid language code specified")
    return code


def _command(command: Json) -> Json:
    name = str(command.get("command", "")).removeprefix("/")
    description = str(command.get("description", "")).strip()
    if not _COMMAND.fullmatch(name):
        raise bad_request("BOT_COMMAND_INVALID")
    if not 1 <= len(description) <= _MOST_COMMAND_DESCRIPTION:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": name, "description": description}
