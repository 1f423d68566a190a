// The first and last day of the filter.
import { filter, setParameter } from "../state/address";

export function DateInputs() {
  return (
    <span class="dates">
      <label>From <DateInput name="since" /></label>
      <label>to <DateInput name="until" /></label>
    </span>
  );
}

function DateInput({ name }: { name: "since" | "until" }) {
  const change = (event: Event) => {
    const { value, validity } = event.currentTarget as HTMLInputElement;
    if (!validity.badInput) setParameter(name, value);
  };
  return <input type="date" value={filter.value[name] ?? ""} onChange={change} />;
}
