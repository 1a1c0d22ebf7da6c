"""The parts of the day, and finer words for them, from when to when a beginning suits."""

import re
from datetime import time
from typing import Literal

Part = Literal["mattina", "pomeriggio", "sera"]
PARTS: dict[Part, tuple[time, time]] = {
    "mattina": (time(0), time(13)),
    "pomeriggio": (time(13), time(19)),
    "sera": (time(18), time.max),
}
"""When a part of the day begins and ends, as people mean it."""
PART_WORDS: dict[str, Part] = {
    "mattina": "mattina", "stamattina": "mattina", "stamani": "mattina", "stamane": "mattina", "domattina": "mattina",
    "pomeriggio": "pomeriggio", "sera": "sera", "stasera": "sera",
}  # fmt: skip

_FINER = (
    (r"prim[oa] pomeriggio|pomeriggio presto", time(13), time(16)),
    (r"tardo pomeriggio|fine pomeriggio|pomeriggio (?:sul )?tardi", time(17), time(20)),
    (r"(?:tarda|fine) mattina|mattina (?:sul )?tardi", time(11), time(13)),
    (r"meta mattina", time(10), time(12)),
    (r"(?:prima|prime ore (?:della|del)) mattina|mattina (?:molto )?presto|presto (?:la|di) mattina", None, time(10)),
    (r"(?:ora di|pausa|orario di) pranzo", time(12), time(14)),
    (r"(?:non|mai) (?:troppo |molto |tanto |cosi )?presto", time(10), None),
    (r"dopo (?:il )?pranzo", time(13), None),
    (r"dopo (?:la )?cena", time(20), None),
    (r"dopo (?:il |del )?lavoro", time(18), None),
    (r"prima (?:del|di andare al) lavoro", None, time(9)),
    (r"non (?:troppo |molto )?tardi", None, time(18)),
    (r"(?<!piu )(?:sera )?(?:sul )?(?<!piu )(?<!troppo )tardi", time(19), None),
)
"""Parts of the day in finer words, from when to when a start suits."""
FINER = [(re.compile(rf"\b(?:{words})\b"), after, before) for words, after, before in _FINER]
