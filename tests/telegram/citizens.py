"""What citizens' telephones make Telegram tell a bot: updates as its documentation describes them."""

from dataclasses import dataclass
from itertools import count
from typing import Any

Update = dict[str, Any]
NOON = 1_795_608_000
"""2026-11-25, 12:00 UTC."""
_updates, _messages, _queries = count(700_000_001), count(1), count(4_000_000_000_000)


@dataclass(frozen=True)
class Phone:
    """A citizen on Telegram; in a private chat the chat has the citizen's id."""

    id: int
    name: str = "Rosa"

    @property
    def chat(self) -> str:
        return str(self.id)

    def says(self, text: str, after: int = 0, **more: Any) -> Update:
        return self.sends(after=after, text=text, **more)

    def sends(self, after: int = 0, **content: Any) -> Update:
        return {"update_id": next(_updates), "message": self.message(next(_messages), after, **content)}

    def shares(self, number: str, of: "Phone | None" = None) -> Update:
        """A contact: by default the own one, as the button that asks for it sends it."""
        whose = of or self
        return self.sends(contact={"phone_number": number, "first_name": whose.name, "user_id": whose.id})

    def edits(self, update: Update, text: str, after: int = 5) -> Update:
        """A new version of what an earlier update brought."""
        message = {**update["message"], "text": text, "edit_date": update["message"]["date"] + after}
        return {"update_id": next(_updates), "edited_message": message}

    def presses(self, data: str) -> Update:
        shown = self.message(next(_messages), 0, text="…")
        query = {"id": str(next(_queries)), "from": self.user, "chat_instance": "1", "data": data, "message": shown}
        return {"update_id": next(_updates), "callback_query": query}

    def blocks(self, status: str = "kicked") -> Update:
        change = {
            "chat": self.home,
            "from": self.user,
            "date": NOON,
            "new_chat_member": {"status": status, "user": BOT},
        }
        old = {"status": "member" if status == "kicked" else "kicked", "user": BOT}
        return {"update_id": next(_updates), "my_chat_member": {**change, "old_chat_member": old}}

    @property
    def user(self) -> Update:
        return {"id": self.id, "is_bot": False, "first_name": self.name, "language_code": "it"}

    @property
    def home(self) -> Update:
        return {"id": self.id, "first_name": self.name, "type": "private"}

    def message(self, number: int, after: int, **content: Any) -> Update:
        return {"message_id": number, "from": self.user, "chat": self.home, "date": NOON + after, **content}


BOT = {"id": 123456, "is_bot": True, "first_name": "Sportello", "username": "sportello_prova_bot"}
ROSA, UGO = Phone(111), Phone(222, "Ugo")
