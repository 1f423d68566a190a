// What the panes draw, as lists: every event, and what the network, the map and the timeline make of them.
import type { EventAnswer } from "../api/types";
import { buildBars, nameOf as nameOfBar, type Bar } from "../model/bars";
import { dayRange, describeDate } from "../model/days";
import { buildNetwork, type Bundle, type Node } from "../model/network";
import { buildSpots, type Spot } from "../model/spots";
import { describePlaces, describeType, listNames, QUAD_NAMES } from "../model/words";
import { select, selection } from "../state/address";
import { chosen, events } from "../state/events";
import { nameOfId } from "../state/names";
import type { List } from "./listTable";

const ALL = { mostNodes: Infinity, withPlaces: true, around: new Set<string>() };

/** Those of the selection; where one event is selected, all, so that it stands among its neighbours. */
function shown(): readonly EventAnswer[] {
  return selection.value?.kind === "event" ? events.value : chosen.value;
}

export function eventList(): List<EventAnswer> {
  return {
    rows: shown(),
    leading: "Relation",
    columns: [
      { name: "Date", text: describeDate, sortBy: (event) => dayRange(event)?.first ?? "" },
      { name: "Who", text: (event) => listNames(event.actors) },
      { name: "Relation", text: (event) => event.relation },
      { name: "To or with", text: (event) => listNames(event.recipients) },
      { name: "Where", text: describePlaces },
      { name: "Code", text: describeType },
      { name: "Status", text: (event) => event.status },
      { name: "Who says so", text: (event) => event.claimant?.name ?? "" },
      { name: "Sure", text: (event) => `${Math.round(event.confidence * 100)} %`, sortBy: (event) => event.confidence },
      { name: "Publisher", text: (event) => event.article.publisher ?? "" },
    ],
    key: (event) => event.id,
    hint: (event) => event.evidence.sentence,
    isChosen: (event) => isSelected("event", event.id),
    choose: (event) => select("event", event.id),
  };
}

export function nodeList(): List<Node> {
  const kind = (node: Node) => (node.group === "place" ? "place" : "actor");
  return {
    rows: buildNetwork(shown(), ALL).nodes,
    columns: [
      { name: "Name", text: (node) => node.label },
      { name: "Kind", text: (node) => node.group },
      { name: "Events", text: (node) => String(node.weight), sortBy: (node) => node.weight },
    ],
    key: (node) => node.id,
    isChosen: (node) => isSelected(kind(node), node.id),
    choose: (node) => select(kind(node), node.id),
  };
}

export function lineList(): List<Bundle> {
  const ends = ({ source, target }: Bundle) => `${source}|${target}`;
  return {
    rows: buildNetwork(shown(), ALL).bundles.toSorted((a, b) => b.events.length - a.events.length),
    columns: [
      { name: "From", text: (line) => nameOfId(line.source) },
      { name: "To or with", text: (line) => `${line.directed ? "→ " : ""}${nameOfId(line.target)}` },
      { name: "Relation", text: (line) => line.label },
      { name: "Status", text: (line) => line.status },
      { name: "Events", text: (line) => String(line.events.length), sortBy: (line) => line.events.length },
    ],
    key: (line) => line.id,
    isChosen: (line) => isSelected("edge", ends(line)),
    choose: (line) => select("edge", ends(line)),
  };
}

export function placeList(): List<Spot> {
  return {
    rows: buildSpots(shown()),
    columns: [
      { name: "Place", text: (spot) => spot.name },
      { name: "Known as", text: (spot) => spot.precision },
      { name: "Latitude", text: (spot) => spot.lat.toFixed(2), sortBy: (spot) => spot.lat },
      { name: "Longitude", text: (spot) => spot.lon.toFixed(2), sortBy: (spot) => spot.lon },
      { name: "Events", text: (spot) => String(spot.events.length), sortBy: (spot) => spot.events.length },
    ],
    key: (spot) => spot.id,
    isChosen: (spot) => isSelected("place", spot.id),
    choose: (spot) => select("place", spot.id),
  };
}

export function dayList(): List<Bar> {
  const { bars, step } = buildBars(shown());
  const span = (bar: Bar) => `${bar.first}|${bar.last}`;
  const count = (bar: Bar, keep: (part: Bar["parts"][number]) => boolean) => bar.parts.filter(keep).reduce((sum, part) => sum + part.events.length, 0);
  const number = (name: string, read: (bar: Bar) => number) => ({ name, text: (bar: Bar) => String(read(bar) || ""), sortBy: read });
  return {
    rows: bars.filter((bar) => bar.total > 0),
    columns: [
      { name: step[0]?.toUpperCase() + step.slice(1), text: (bar) => nameOfBar(bar, step) },
      number("Events", (bar) => bar.total),
      ...[4, 3, 2, 1].map((quad) => number(QUAD_NAMES[quad] ?? "", (bar) => count(bar, (part) => part.quad === quad))),
      number("day not given", (bar) => count(bar, (part) => part.vague)),
    ],
    key: (bar) => bar.first,
    isChosen: (bar) => isSelected("days", span(bar)),
    choose: (bar) => select("days", span(bar)),
  };
}

function isSelected(kind: string, id: string): boolean {
  return selection.value?.kind === kind && selection.value.id === id;
}
