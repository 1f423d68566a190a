// How many people were harmed: a number, with bounds where an article gives some.
import { HARMS, type Draft, type Typed } from "./drafts";

type Casualties = Draft["casualties"];

const COLUMNS: readonly [keyof Typed, string][] = [["low", "At least"], ["best", "Number"], ["high", "At most"]];

interface Props {
  value: Casualties;
  problem: string | null;
  onChange: (value: Casualties) => void;
}

export function CasualtiesField({ value, problem, onChange }: Props) {
  return (
    <fieldset class="casualties">
      <legend>How many people</legend>
      <table>
        <thead><tr><td />{COLUMNS.map(([, name]) => <th key={name} scope="col">{name}</th>)}</tr></thead>
        <tbody>
          {HARMS.map((harm) => (
            <tr key={harm}>
              <th scope="row">{harm}</th>
              {COLUMNS.map(([part, name]) => (
                <td key={part}>
                  <input type="number" min={0} step={1} inputMode="numeric" aria-label={`${harm}: ${name.toLowerCase()}`} value={value[harm][part]}
                    onInput={(typed) => onChange({ ...value, [harm]: { ...value[harm], [part]: typed.currentTarget.value } })} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {problem && <p class="problem" role="alert">{problem}</p>}
    </fieldset>
  );
}
