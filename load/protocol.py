"""Streamlit's protocol as its browser part speaks it: what is sent, and what answers tell."""

import json
import re
from dataclasses import dataclass
from html import unescape
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

INTERNAL = "$$STREAMLIT_INTERNAL_KEY"  # how the ids of a component's triggers begin
_CARD_TITLE = re.compile(r'id="event-card".*?<h2[^>]*>(.*?)</h2>', re.DOTALL)
_TAG = re.compile(r"<[^>]+>")


class Lost(Exception):
    """A reader who did not get what they asked for; the text says why."""


@dataclass
class Page:
    """What a browser knows of the page from what the server has sent.

    `buttons` and `navigator` are ids of widgets, and `fragment` that of the part of the page they
    are in; `fields` are those whose values are sent with every message. `title` is that of the
    event's card, `shown` the data that the navigator was last sent.
    """

    query: str
    script: str = ""
    navigator: str = ""
    fragment: str = ""
    title: str = ""

    def __post_init__(self) -> None:
        self.buttons: dict[str, str] = {}
        self.fields: dict[str, list[str]] = {}
        self.shown: dict[str, Any] = {}

    def read(self, message: ForwardMsg) -> bool:
        """Take in a message; returns whether it ends the answer.

        Raises `Lost` when the answer shows an error.
        """
        kind = message.WhichOneof("type")
        if kind == "delta":
            self._read_element(message)
        elif kind == "new_session":
            self.script = message.new_session.page_script_hash
        elif kind == "navigation":
            self.script = message.navigation.page_script_hash
        elif kind == "page_info_changed":
            self.query = message.page_info_changed.query_string
        elif kind == "session_event":
            raise Lost("the page does not compile")
        elif kind == "script_finished":
            return message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN
        return False

    def _read_element(self, message: ForwardMsg) -> None:
        element = message.delta.new_element
        kind = element.WhichOneof("type")
        if kind == "exception":
            raise Lost(f"an error is shown: {element.exception.type}")
        if kind == "button":
            # An id ends with the key that the page gave: "next" or "previous".
            self.buttons[element.button.id.rpartition("-")[2]] = element.button.id
        elif kind == "text_input":
            self.fields.setdefault(element.text_input.id, [])
        elif kind == "button_group":
            group = element.button_group
            self.fields.setdefault(group.id, [group.options[it].content for it in group.default])
        elif kind == "html":
            self.title = card_title(element.html.body) or self.title
        elif kind == "bidi_component":
            component = element.bidi_component
            if component.component_name.endswith("atlas_navigator"):
                self.navigator, self.shown = component.id, json.loads(component.json)
                self.fragment = message.delta.fragment_id

    def opening(self) -> BackMsg:
        """What a browser sends when it has connected."""
        message = BackMsg()
        run = message.rerun_script
        run.query_string, run.page_script_hash = self.query, self.script
        run.context_info.timezone = "UTC"
        for id, chosen in self.fields.items():
            widget = run.widget_states.widgets.add()
            widget.id = id
            if chosen:
                widget.string_array_value.data.extend(chosen)
            else:
                widget.string_value = ""  # nobody searches
        return message

    def press(self, button: str) -> BackMsg:
        """What a browser sends when a button is pressed."""
        message = self.opening()
        message.rerun_script.fragment_id = self.fragment
        widget = message.rerun_script.widget_states.widgets.add()
        widget.id, widget.trigger_value = self.buttons[button], True
        return message

    def go(self, screen: dict[str, Any]) -> BackMsg:
        """What `navigator.js` sends for a screen."""
        message = self.opening()
        message.rerun_script.fragment_id = self.fragment
        widget = message.rerun_script.widget_states.widgets.add()
        widget.id = f"{INTERNAL}_{self.navigator}__events"
        widget.json_trigger_value = json.dumps([{"event": "go", "value": screen}])
        return message


def card_title(html: str) -> str:
    """The title of the event's card in some HTML, as a reader reads it; empty without a card."""
    found = _CARD_TITLE.search(html)
    return unescape(_TAG.sub("", found[1])).strip() if found else ""
