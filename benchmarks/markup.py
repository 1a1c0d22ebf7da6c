"""Elements of HTML and SVG: made as a tree, so that nothing a citizen wrote can break out of the page."""

from xml.etree.ElementTree import Element, tostring


def node(tag: str, *content: "Element | str", **attributes: object) -> Element:
    """An element; a trailing underscore in an attribute's name falls away (class_), others become hyphens."""
    made = Element(tag, {name.rstrip("_").replace("_", "-"): _written(value) for name, value in attributes.items()})
    for part in content:
        if isinstance(part, Element):
            made.append(part)
        elif len(made):
            made[-1].tail = (made[-1].tail or "") + part
        else:
            made.text = (made.text or "") + part
    return made


def page(root: Element) -> str:
    """The tree as an HTML document."""
    return "<!DOCTYPE html>\n" + tostring(root, encoding="unicode", method="html")


def picture(root: Element) -> str:
    """The tree as SVG, which is XML."""
    return tostring(root, encoding="unicode")


def _written(value: object) -> str:
    return f"{value:.1f}" if isinstance(value, float) else str(value)
