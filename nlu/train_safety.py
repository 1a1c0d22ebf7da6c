"""Trains the linear models of bot/safety and writes their weights; run it with the brain's Python, which has scikit-learn.

`.venv-brain/bin/python -m nlu.train_safety` prints what it measured on a fifth of the sentences that it set aside.
The sentences stand in nlu/safety/; the brain's own (nlu/data/), which hold no cry, teach what is calm.
"""

import json
from pathlib import Path

import numpy as np
import yaml
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from bot.safety.kinds import CALM, KINDS
from bot.safety.neighbours import neighbours_of
from bot.safety.reading import is_sign, read
from bot.safety.weighing import NEIGHBOURS, WEIGHTS, danger

PROJECT = Path(__file__).resolve().parent.parent

ALARMS = (0.01, 0.02, 0.03, 0.05)
NEAR_DANGER = ("centri-antiviolenza", "tutela-minori", "comunita-mamma-bambino", "minori-e-famiglia")
"""Sentences about these services may speak of danger, so they do not teach what is calm."""
HARD_AND_CALM = ("needs-plain", "needs-short", "needs-children", "needs-care", "needs-new-start")
"""Files of needs that sound like danger and are none: only a certain sign keeps a sentence of theirs out."""
KEPT = {"danger": 20_000, "kind": 2_500, "voice": 1_500}
"""How many of the heaviest weights of a model are kept: fewer lose veiled cries."""
ORDINARY_WEIGHT = 0.3
NEED_WEIGHT = 1.0
"""A need told to the brain is the closest thing to a cry that is none, so it counts in full."""
WITHOUT_SIGNS = 0.3
"""Part of the learning that does not see the hand-written signs, so that the words count where no sign is found."""
SEED = 0


def sentences():
    """(text, kind, voice) of every labelled sentence; kind "none" is calm."""
    for path in sorted((PROJECT / "nlu" / "safety").glob("*.yaml")):
        sheet = yaml.safe_load(path.read_text(encoding="utf-8"))
        for group in sheet["groups"]:
            for line in filter(None, map(str.strip, group["sentences"].splitlines())):
                yield line, group.get("kind", sheet.get("kind")), group.get("voice")


def ordinary():
    """(text, weight) of the brain's sentences that teach what is calm."""
    for path in sorted((PROJECT / "nlu" / "data").glob("*/*.yml")):
        if path.stem in NEAR_DANGER:
            continue
        for block in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
            weight = NEED_WEIGHT if block["intent"] == "need" else ORDINARY_WEIGHT
            for line in filter(None, map(str.strip, block["examples"].splitlines())):
                if _is_calm(line[2:], path.stem in HARD_AND_CALM):
                    yield line[2:], weight


def _is_calm(text, is_told_so):
    signs = read(text).dangers
    return not any(sign.weight == "certain" for sign in signs) if is_told_so else not signs


def without_signs(features):
    return {name: value for name, value in features.items() if not is_sign(name)}


def danger_model(features, truth, weights):
    weights = weights.copy()
    weights[truth] *= (weights[~truth].sum() / truth.sum()) ** 0.5
    vectorizer = DictVectorizer()
    x = vectorizer.fit_transform([*features, *map(without_signs, features)])
    samples = np.concatenate([weights * (1 - WITHOUT_SIGNS), weights * WITHOUT_SIGNS])
    model = LogisticRegression(C=10, solver="liblinear", random_state=SEED)
    return vectorizer, model.fit(x, np.concatenate([truth, truth]), sample_weight=samples)


def exported(vectorizer, coefficients, bias, kept):
    """The heaviest weights, and those of all signs: who mends a sign must find it weighed."""
    ranked = sorted(zip(vectorizer.get_feature_names_out(), coefficients, strict=True), key=lambda pair: -abs(pair[1]))
    chosen = [*ranked[:kept], *(pair for pair in ranked[kept:] if is_sign(pair[0]))]
    return {"bias": round(float(bias), 3), "weights": {str(name): round(float(w), 2) for name, w in chosen}}


def label_models(features, labels, kept):
    """One model a label, each against the others."""
    vectorizer = DictVectorizer()
    x = vectorizer.fit_transform(features)
    model = LogisticRegression(C=3, solver="liblinear", random_state=SEED, class_weight="balanced").fit(x, labels)
    each = zip(model.classes_, model.coef_, model.intercept_, strict=True)
    return {str(label): exported(vectorizer, coefficients, bias, kept) for label, coefficients, bias in each}


def neighbours(lines, kinds):
    groups = {group: [] for group in (*KINDS, CALM)}
    for line, kind in zip(lines, kinds, strict=True):
        groups[kind].append(line.split())
    return neighbours_of(groups)


def measured(lines, kinds, features, truth, weights):
    aside = np.random.RandomState(SEED).rand(len(features)) < 0.2
    kept = [f for f, a in zip(features, aside, strict=True) if not a]
    vectorizer, model = danger_model(kept, truth[~aside], weights[~aside])
    told = neighbours(*zip(*((line, k) for line, k, a in zip(lines, kinds, aside, strict=True) if not a), strict=True))
    margins = model.decision_function(vectorizer.transform([f for f, a in zip(features, aside, strict=True) if a]))
    words = [line.split() for line, a in zip(lines, aside, strict=True) if a]
    likes = [{group: told.likeness(w, group) for group in (*KINDS, CALM)} for w in words]
    both = np.array([danger(m, like, len(w)) for m, like, w in zip(margins, likes, words, strict=True)])
    for name, judged in (("words and signs", margins), ("and nearness", both)):
        calm, cries = judged[~truth[aside]], judged[truth[aside]]
        found = (f"{np.mean(cries > np.quantile(calm, 1 - alarms)):.3f} at {alarms:.0%}" for alarms in ALARMS)
        print(f"{name}: cries found, at so many false alarms: {', '.join(found)}")


def main():
    labelled = [row for row in sentences() if read(row[0]).line.strip()]
    everyday = list(ordinary())
    readings = [read(text) for text in [*(row[0] for row in labelled), *(text for text, _ in everyday)]]
    features, lines = [reading.features() for reading in readings], [reading.line for reading in readings]
    truth = np.array([row[1] != "none" for row in labelled] + [False] * len(everyday))
    weights = np.array([1.0] * len(labelled) + [weight for _, weight in everyday])
    print(f"{truth.sum()} cries, {(~truth).sum()} calm messages")
    kinds = [CALM if row[1] == "none" else row[1] for row in labelled] + [CALM] * len(everyday)
    measured(lines, kinds, features, truth, weights)
    vectorizer, model = danger_model(features, truth, weights)
    cries = [(f, kind, voice) for f, (_, kind, voice) in zip(features, labelled, strict=False) if kind != "none"]
    models = {
        "danger": exported(vectorizer, model.coef_[0], model.intercept_[0], KEPT["danger"]),
        "kind": label_models([f for f, _, _ in cries], [kind for _, kind, _ in cries], KEPT["kind"]),
        "voice": label_models([f for f, _, v in cries if v], [v for _, _, v in cries if v], KEPT["voice"]),
    }
    WEIGHTS.write_text(json.dumps(models, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
    neighbours(lines, kinds).save(NEIGHBOURS)
    for file in (WEIGHTS, NEIGHBOURS):
        print(f"{file.name}: {file.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
