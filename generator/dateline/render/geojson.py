"""Render the places of an edition as GeoJSON (RFC 7946)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from dateline.model.registers import Coordinates, Place

_NOTE = (
    "Coordinates, codes and names in other languages are reference data: no source document of this edition states "
    "them. The property `reference` says where they are from. A place without coordinates has no geometry."
)


def render_places(places: Iterable[Place], facts: Iterable[Mapping[str, Any]], language: str) -> dict[str, Any]:
    """Return the places that facts name, as facts.json has these, in a FeatureCollection sorted by id."""
    naming: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for fact in facts:
        for place_id in dict.fromkeys(place["id"] for place in fact["places"]):
            naming[place_id].append(fact)
    named = sorted((place for place in places if place.id in naming), key=lambda place: place.id)
    # A foreign member (RFC 7946, 6.1): readers that do not know it pass it by.
    return {
        "type": "FeatureCollection",
        "note": _NOTE,
        "features": [_feature(place, naming[place.id], language) for place in named],
    }


def _feature(place: Place, facts: Iterable[Mapping[str, Any]], language: str) -> dict[str, Any]:
    return {
        "type": "Feature",
        "id": place.id,
        "geometry": _point(place.coordinates) if place.coordinates else None,
        "properties": {
            "id": place.id,
            "name": place.name.say(language),
            "names": dict(place.name.others(language)),
            "type": place.type.value,
            "approximate": place.approximate,
            "reference": place.reference,
            "codes": dict(place.codes),
            "facts": [fact["id"] for fact in facts],
            "retracted_facts": [fact["id"] for fact in facts if fact["retracted"]],
        },
    }


def _point(coordinates: Coordinates) -> dict[str, Any]:
    """Return a point, its longitude first (RFC 7946, 3.1.1)."""
    return {"type": "Point", "coordinates": [float(coordinates.longitude), float(coordinates.latitude)]}
