"""What the readers of a crowd are told: where the servers are, and what there is to read."""

import json
from dataclasses import asdict, dataclass

from geo.catalogue import Catalogue
from geo.languages import LANGUAGES
from geo.stories import sequence_of


@dataclass(frozen=True)
class Plan:
    """The ports of the replicas, the stories as lists of event ids, and titles by language.

    It is all that a crowd needs: its process loads neither the record nor the map.
    """

    ports: list[int]
    stories: dict[str, list[str]]
    titles: dict[str, dict[str, str]]
    islands: list[str]

    def to_json(self) -> str:
        """The plan as one line."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @staticmethod
    def from_json(text: str) -> "Plan":
        """The plan that such a line tells."""
        return Plan(**json.loads(text))


def plan_of(catalogue: Catalogue, ports: list[int]) -> Plan:
    """The plan for the readers of an atlas with this record, whose replicas have these ports."""
    return Plan(
        ports,
        {
            story: [event.id for event in sequence_of(catalogue, story).events]
            for story in catalogue.stories
        },
        {
            language: {id: event.title.text_in(language) for id, event in catalogue.events.items()}
            for language in LANGUAGES
        },
        list(catalogue.islands),
    )
