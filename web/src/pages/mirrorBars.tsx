// The events of two actors on one axis of time: one above it, the other below.
import { useRef } from "preact/hooks";
import type { EventAnswer } from "../api/types";
import { buildBars, nameOf, type Bar } from "../model/bars";
import { plural } from "../model/words";
import { useWidth } from "./parts";

const HALF = 84;
const AXIS = 20;
// The width of the name of a day.
const TICK = 64;

export interface Told {
  name: string;
  events: readonly EventAnswer[];
}

export function MirrorBars({ above, below }: { above: Told; below: Told }) {
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  // Both together, each event once, give the axis; the bars of each are found on it by the ids of its events.
  const all = [...new Map([...above.events, ...below.events].map((event) => [event.id, event])).values()];
  const { bars, step } = buildBars(all);
  if (!bars.length) return <p class="note">No event has a day.</p>;
  const [up, down] = [idsOf(above), idsOf(below)];
  const most = Math.max(1, ...bars.map((bar) => Math.max(count(bar, up), count(bar, down))));
  const slot = width / bars.length;
  const every = Math.max(1, Math.ceil((bars.length * TICK * 1.5) / width));
  const label = `${above.name}: ${plural(above.events.length, "event")}; ${below.name}: ${plural(below.events.length, "event")}; by ${step}, from ${bars[0]?.first} to ${bars.at(-1)?.last}`;
  return (
    <div class="mirror" ref={box} role="img" aria-label={label}>
      <svg width={width} height={HALF * 2 + AXIS}>
        <text class="side-name" x={4} y={12}>{above.name}</text>
        <text class="side-name" x={4} y={HALF * 2 + AXIS - 5}>{below.name}</text>
        {bars.map((bar, at) => (
          <g key={bar.first}>
            <title>{`${nameOf(bar, step)}: ${above.name} ${count(bar, up)}, ${below.name} ${count(bar, down)}`}</title>
            <rect class="slot" x={at * slot} y={0} width={slot} height={HALF * 2 + AXIS} />
            <Stack bar={bar} ids={up} x={at * slot} slot={slot} unit={(HALF - 16) / most} from={HALF} turn={-1} />
            <Stack bar={bar} ids={down} x={at * slot} slot={slot} unit={(HALF - 16) / most} from={HALF + AXIS} turn={1} />
            {at % every === 0 && <text class="tick" x={Math.max(TICK / 2, at * slot + slot / 2)} y={HALF + AXIS - 6}>{nameOf(bar, step)}</text>}
          </g>
        ))}
      </svg>
    </div>
  );
}

interface StackProps {
  bar: Bar;
  ids: ReadonlySet<string>;
  x: number;
  slot: number;
  unit: number;
  from: number;
  /** 1 downwards, -1 upwards. */
  turn: 1 | -1;
}

function Stack({ bar, ids, x, slot, unit, from, turn }: StackProps) {
  const width = Math.min(30, Math.max(2, slot - 2));
  let base = from;
  return (
    <>
      {bar.parts.map((part) => {
        const height = part.events.filter((id) => ids.has(id)).length * unit;
        const y = turn < 0 ? base - height : base;
        base += turn * height;
        return height > 0 && <rect key={`${part.type}${part.vague}`} class={`bar quad-${part.quad}`} x={x + (slot - width) / 2} y={y} width={width} height={Math.max(1, height - 0.6)} />;
      })}
    </>
  );
}

function idsOf(told: Told): Set<string> {
  return new Set(told.events.map((event) => event.id));
}

function count(bar: Bar, ids: ReadonlySet<string>): number {
  return bar.parts.reduce((sum, part) => sum + part.events.filter((id) => ids.has(id)).length, 0);
}
