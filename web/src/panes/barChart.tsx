// The bars of the timeline as SVG.
import { nameOf, type Bar, type Part, type Step } from "../model/bars";
import { plural } from "../model/words";

export const HEIGHT = 104;
const AXIS = 18;
const TOP = 6;
// How wide a letter of a tick is, and how far apart ticks stay.
const LETTER = 6.8;
const GAP = 14;

interface Props {
  bars: readonly Bar[];
  step: Step;
  most: number;
  width: number;
  chosen: ReadonlySet<string> | null;
  brushed: [number, number] | null;
}

export function BarChart({ bars, step, most, width, chosen, brushed }: Props) {
  const slot = width / Math.max(1, bars.length);
  const unit = (HEIGHT - AXIS - TOP) / Math.max(1, most);
  return (
    <svg width={width} height={HEIGHT} aria-hidden="true">
      <defs>
        <pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <line x1="0" y1="0" x2="0" y2="5" class="hatch" />
        </pattern>
      </defs>
      {brushed && <rect class="brush" x={brushed[0] * slot} y={0} width={(brushed[1] - brushed[0] + 1) * slot} height={HEIGHT - AXIS} />}
      {bars.map((bar, at) => (
        <Stack key={bar.first} bar={bar} name={nameOf(bar, step)} x={at * slot} slot={slot} unit={unit} chosen={chosen} />
      ))}
      {most > 0 && <text class="tick most" x={2} y={TOP + 9}>{most}</text>}
      <line class="axis" x1={0} x2={width} y1={TOP + 0.5} y2={TOP + 0.5} />
      <line class="axis" x1={0} x2={width} y1={HEIGHT - AXIS + 0.5} y2={HEIGHT - AXIS + 0.5} />
      {ticks(bars, step, width).map(({ x, text }) => <text key={text} x={x} y={HEIGHT - 4} class="tick">{text}</text>)}
    </svg>
  );
}

interface StackProps {
  bar: Bar;
  name: string;
  x: number;
  slot: number;
  unit: number;
  chosen: ReadonlySet<string> | null;
}

function Stack({ bar, name, x, slot, unit, chosen }: StackProps) {
  const width = Math.min(36, Math.max(2, slot - 2));
  const left = x + (slot - width) / 2;
  let base = HEIGHT - AXIS;
  const drawn = bar.parts.map((part) => {
    const height = part.events.length * unit;
    base -= height;
    return { part, y: base, height };
  });
  return (
    <g>
      <title>{`${name}: ${plural(bar.total, "event")}\n${bar.parts.map((part) => `${part.type} ${part.events.length}${part.vague ? " (day not given)" : ""}`).join("\n")}`}</title>
      <rect class="slot" x={x} y={0} width={slot} height={HEIGHT - AXIS} />
      {drawn.map(({ part, y, height }) => (
        <g key={`${part.type}${part.vague}`} class={isDim(part, chosen) ? "dim" : ""}>
          <rect class={`bar quad-${part.quad}`} x={left} y={y} width={width} height={Math.max(1, height - 0.7)} />
          {part.vague && <rect fill="url(#hatch)" x={left} y={y} width={width} height={Math.max(1, height - 0.7)} />}
        </g>
      ))}
    </g>
  );
}

function isDim(part: Part, chosen: ReadonlySet<string> | null): boolean {
  return chosen !== null && !part.events.some((id) => chosen.has(id));
}

/** As many names as fit beside each other, at whole years where the steps are months. */
function ticks(bars: readonly Bar[], step: Step, width: number): { x: number; text: string }[] {
  const years = step === "month" && bars.length > 24;
  const slot = width / Math.max(1, bars.length);
  let free = 0;
  return bars.flatMap((bar, at) => {
    const text = years ? bar.first.slice(0, 4) : nameOf(bar, step);
    const half = (text.length * LETTER) / 2;
    const x = Math.min(width - half, Math.max(half, at * slot + slot / 2));
    if ((years && bar.first.slice(5, 7) !== "01") || x - half < free) return [];
    free = x + half + GAP;
    return [{ x, text }];
  });
}
