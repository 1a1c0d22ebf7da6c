"""Takes away what Rasa does again with every turn and always comes out the same, and what it checks and reads that a turn does not need."""

from contextlib import AbstractAsyncContextManager, nullcontext
from functools import lru_cache
from typing import Any, Dict, List, Optional, Text, Tuple

import rasa
from aiohttp import ClientSession, ClientTimeout, TCPConnector
from rasa.core.actions.action import RemoteAction
from rasa.engine.graph import GraphNode
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.engine.storage.storage import ModelMetadata
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker, EventVerbosity
from rasa.utils.endpoints import DEFAULT_REQUEST_TIMEOUT, EndpointConfig

KEPT_ALIVE_SECONDS = 3
"""How long an idle connection to the actions is kept: less than their server's 5 seconds, so that it is never closed under a call."""

Plan = List[Tuple[Text, GraphNode, Tuple[Text, ...]]]

_sessions: Dict[int, ClientSession] = {}
_looked_through = Domain.is_empty
_read_metadata = ModelMetadata.from_dict


def take_away() -> None:
    """The check of action results, which are made by our own actions alone (25 of a turn's 31 ms); each event's class looked up
    once, the order of the graph's nodes worked out once in place of dask's plan a run, one HTTP session for all calls of the actions,
    the domain looked through once, which as long as it serves does not change, and of a model only what runs it."""
    RemoteAction._validate_action_result = _nothing_to_check
    Event.resolve_by_type = staticmethod(lru_cache(maxsize=None)(Event.resolve_by_type))
    DaskGraphRunner.run = _run
    Domain.is_empty = _is_empty
    ModelMetadata.from_dict = staticmethod(_metadata)
    EndpointConfig.session = _session
    RemoteAction._action_call_format = _call


def _nothing_to_check(self: RemoteAction, result: Dict[str, Any]) -> bool:
    """rasa-sdk has dropped only what does not say which event it is: that the rest is right is our actions' to see to."""
    return True


def _is_empty(self: Domain) -> bool:
    if "_emptiness" not in self.__dict__:
        self._emptiness = _looked_through(self)
    return self._emptiness


def _metadata(serialized: Dict[Text, Any]) -> ModelMetadata:
    """How the model was trained is left out: reading it imports what trained it, TensorFlow with it (nlu/later.py)."""
    return _read_metadata({**serialized, "train_schema": {"nodes": {}}})


def _call(self: RemoteAction, tracker: DialogueStateTracker, domain: Domain) -> Dict[Text, Any]:
    """What an action is told: slots, the newest message and what followed it; neither the talk before nor the domain."""
    events = list(tracker.events)
    newest = max((i for i, event in enumerate(events) if isinstance(event, UserUttered)), default=0)
    state = tracker.current_state(EventVerbosity.NONE)
    told = {**state, "events": [event.as_dict() for event in events[newest:]]}
    return {"next_action": self.name(), "sender_id": tracker.sender_id, "tracker": told, "version": rasa.__version__}


def _run(
    self: DaskGraphRunner, inputs: Optional[Dict[Text, Any]] = None, targets: Optional[List[Text]] = None
) -> Dict[Text, Any]:
    """Each node after those that it needs; a node gets (name, output) of each, or the bare name of one that gave nothing."""
    wanted = tuple(targets or self._graph_schema.target_names)
    plans: Dict[Tuple[Text, ...], Plan] = self.__dict__.setdefault("_plans", {})
    if wanted not in plans:
        plans[wanted] = _plan(self, wanted)
    results: Dict[Text, Any] = {name: (name, value) for name, value in (inputs or {}).items()}
    for name, node, needs in plans[wanted]:
        results[name] = node(*(results.get(need, need) for need in needs))
    return dict(results[name] for name in wanted)


def _plan(runner: DaskGraphRunner, targets: Tuple[Text, ...]) -> Plan:
    schema = runner._graph_schema.minimal_graph_schema(list(targets)).nodes
    plan: Dict[Text, Tuple[Text, GraphNode, Tuple[Text, ...]]] = {}

    def add(name: Text) -> None:
        if name in schema and name not in plan:
            needs = tuple(schema[name].needs.values())
            for need in needs:
                add(need)
            plan[name] = (name, runner._instantiated_nodes[name], needs)

    for target in targets:
        add(target)
    return list(plan.values())


def _session(self: EndpointConfig) -> "AbstractAsyncContextManager[ClientSession]":
    """The endpoint's session, left open when the call ends."""
    if id(self) not in _sessions:
        _sessions[id(self)] = ClientSession(
            headers=self.headers,
            timeout=ClientTimeout(total=DEFAULT_REQUEST_TIMEOUT),
            connector=TCPConnector(keepalive_timeout=KEPT_ALIVE_SECONDS),
        )
    return nullcontext(_sessions[id(self)])
