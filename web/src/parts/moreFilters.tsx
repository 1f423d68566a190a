// The parameters of the filter that are wanted less often.
import { filter, setParameter } from "../state/address";
import { nameOfId, remember } from "../state/names";
import { suggestActors } from "../state/suggestions";
import { Dropdown } from "./dropdown";
import { Suggest } from "./suggest";

export function MoreFilters() {
  return (
    <Dropdown name="More filters" label="More" class="fields right">
      {() => <Fields />}
    </Dropdown>
  );
}

function Fields() {
  const set = filter.value;
  const pick = (id: string, name: string) => {
    remember(id, name);
    setParameter("with", id);
  };
  const typed = (name: "country" | "q" | "as_of") => (event: Event) => setParameter(name, (event.currentTarget as HTMLInputElement).value.trim());
  return (
    <>
      <span aria-hidden="true">Together with</span>
      <Suggest label="Together with" placeholder="A second actor" value={set.with ? nameOfId(set.with) : ""}
        find={suggestActors} onPick={({ id, name }) => pick(id, name)} onText={(text) => setParameter("with", text)} />
      <label>Country <input value={set.country ?? ""} placeholder="Iraq or IRQ" onChange={typed("country")} /></label>
      <label>Words <input value={set.q ?? ""} placeholder="In sentences, names, titles" onChange={typed("q")} /></label>
      <label>As known on <input type="date" value={set.as_of?.slice(0, 10) ?? ""} onChange={typed("as_of")} /></label>
    </>
  );
}
