// A quick layout for many lines: from a first guess, nodes that are close push each other off and lines pull a little.
import type { Position } from "cytoscape";

const ROUNDS = 40;
// How far a node pushes others, in the room of a node.
const REACH = 3;
const PULL = 0.08;

export interface Body extends Position {
  degree: number;
}

/** Moves the bodies; lines are pairs of their numbers. The same bodies and lines always come to lie the same way. */
export function relax(bodies: Body[], lines: readonly (readonly [number, number])[], room: number): void {
  spreadEvenly(bodies, "x", room);
  spreadEvenly(bodies, "y", room);
  for (let round = 0; round < ROUNDS; round += 1) {
    const moves = bodies.map(() => ({ x: 0, y: 0 }));
    push(bodies, moves, room);
    pull(bodies, moves, lines);
    const longest = 2 * room * (1 - round / ROUNDS);
    bodies.forEach((body, at) => {
      const { x, y } = moves[at] as Position;
      const length = Math.hypot(x, y) || 1;
      body.x += (x / length) * Math.min(length, longest);
      body.y += (y / length) * Math.min(length, longest);
    });
  }
}

/** By their order alone: one that lies far out would press all others together. */
function spreadEvenly(bodies: readonly Body[], axis: "x" | "y", room: number): void {
  const side = room * Math.sqrt(bodies.length);
  const order = bodies.map((_, at) => at).sort((a, b) => (bodies[a] as Body)[axis] - (bodies[b] as Body)[axis] || a - b);
  order.forEach((at, rank) => ((bodies[at] as Body)[axis] = (rank / bodies.length) * side));
}

/** Bodies are looked up by the square of a grid that they lie in, so that each meets its neighbours alone. */
function push(bodies: readonly Body[], moves: Position[], room: number): void {
  const size = REACH * room;
  const squares = new Map<number, number[]>();
  bodies.forEach((body, at) => {
    const key = square(Math.floor(body.x / size), Math.floor(body.y / size));
    const there = squares.get(key);
    if (there) there.push(at);
    else squares.set(key, [at]);
  });
  bodies.forEach((body, at) => {
    const [column, row] = [Math.floor(body.x / size), Math.floor(body.y / size)];
    for (let beside = -1; beside <= 1; beside += 1)
      for (let above = -1; above <= 1; above += 1)
        for (const near of squares.get(square(column + beside, row + above)) ?? [])
          if (near !== at) part(body, bodies[near] as Body, moves[at] as Position, (at - near) / bodies.length, room);
  });
}

function square(column: number, row: number): number {
  return column * 100_003 + row;
}

/** Two in one spot part by their numbers. */
function part(body: Body, other: Body, move: Position, apart: number, room: number): void {
  const x = body.x - other.x || apart;
  const y = body.y - other.y || -apart;
  const distance = Math.max(1, x * x + y * y);
  if (distance > (REACH * room) ** 2) return;
  move.x += (x / distance) * room * room;
  move.y += (y / distance) * room * room;
}

/** Of two ends the one with fewer lines follows the other. */
function pull(bodies: readonly Body[], moves: readonly Position[], lines: readonly (readonly [number, number])[]): void {
  for (const [from, to] of lines) {
    const [one, other] = [bodies[from] as Body, bodies[to] as Body];
    for (const [body, target, move] of [[one, other, moves[from]], [other, one, moves[to]]] as [Body, Body, Position][]) {
      const strength = PULL + 0.5 / body.degree;
      move.x += (target.x - body.x) * strength;
      move.y += (target.y - body.y) * strength;
    }
  }
}
