// The events of the map, by place: a town is a point, anything larger an area.
import type { EventAnswer } from "../api/types";

export interface Spot {
  id: string;
  name: string;
  lat: number;
  lon: number;
  precision: string;
  events: string[];
}

export interface Cluster {
  spots: Spot[];
  x: number;
  y: number;
}

/** How far an area without a known boundary is drawn around its point, in metres. */
export const REACH: Record<string, number> = { admin2: 30_000, admin1: 80_000, region: 200_000, country: 250_000 };

export function isArea(spot: Spot): boolean {
  return spot.precision in REACH;
}

export function buildSpots(events: readonly EventAnswer[]): Spot[] {
  const spots = new Map<string, Spot>();
  for (const event of events) {
    for (const { id, name, lat, lon, precision } of event.places) {
      if (lat === null || lon === null) continue;
      const spot = spots.get(id) ?? { id, name, lat, lon, precision: precision ?? "city", events: [] };
      spot.events.push(event.id);
      spots.set(id, spot);
    }
  }
  return [...spots.values()].sort((a, b) => b.events.length - a.events.length || a.id.localeCompare(b.id));
}

/** Spots that would lie on each other on the screen, joined around the one with the most events. */
export function cluster(spots: readonly Spot[], place: (spot: Spot) => { x: number; y: number }, apart: number): Cluster[] {
  const clusters: Cluster[] = [];
  for (const spot of spots) {
    const { x, y } = place(spot);
    const near = clusters.find((other) => Math.hypot(other.x - x, other.y - y) < apart);
    if (near) near.spots.push(spot);
    else clusters.push({ spots: [spot], x, y });
  }
  return clusters;
}
