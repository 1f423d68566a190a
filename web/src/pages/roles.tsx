// What an actor was, and when, by lists and by articles; and what cannot all be true.
import type { Contradiction, OneActor, Role } from "../api/pageTypes";
import { plural } from "../model/words";
import { PageLink } from "../parts/pageLink";
import { nameOfId } from "../state/names";

export function Roles({ actor }: { actor: OneActor }) {
  const { roles, code, contradictions, at } = actor;
  return (
    <>
      {at && <p>{code && (code.country || code.sector) ? <>On {at}: {[code.country, code.sector].filter(Boolean).join(" · ")} <small>by {plural(code.articles, "article")} from {code.since} to {code.until}</small></> : <span class="note">No article of that time says what it was.</span>}</p>}
      {!roles.length && <p class="note">{at ? "No role on that day." : "No role is known."}</p>}
      <ul class="roles">{[...roles].sort((a, b) => startOf(a).localeCompare(startOf(b))).map((role) => <RoleLine key={`${role.title}${role.of}${role.source}${startOf(role)}`} role={role} />)}</ul>
      {contradictions.length > 0 && <ul class="plain">{contradictions.map((one) => <li class="problem" key={`${one.field}${one.about}${one.since}`}>{describe(one)}</li>)}</ul>}
    </>
  );
}

function startOf(role: Role): string {
  return role.since ?? role.first ?? role.as_of ?? "";
}

function RoleLine({ role }: { role: Role }) {
  const listed = role.source === "list";
  const when = listed ? span(role.since, role.until) : span(role.first, role.last);
  return (
    <li>
      <strong>{role.title}</strong>{role.of && <> of <PageLink kind="actor" id={role.of}>{nameOfId(role.of)}</PageLink></>}
      <small> {when} · {listed ? "from the list" : `reported by ${plural(role.articles, "article")}`}</small>
      {role.evidence.map(({ article, published, sentence }) => (
        <p key={article + sentence}>{sentence && <q class="small">{sentence}</q>} <PageLink kind="article" id={article}>{published ?? "article"}</PageLink></p>
      ))}
    </li>
  );
}

function span(first: string | null, last: string | null): string {
  if (!first && !last) return "no dates";
  if (first === last) return first ?? "";
  return `${first ?? "…"} to ${last ?? "now"}`;
}

function describe({ field, about, values, since, until }: Contradiction): string {
  const told = Object.entries(values).map(([value, count]) => `${nameOfId(value)} (${plural(count, "article")})`);
  const when = since || until ? ` between ${since ?? "…"} and ${until ?? "…"}` : "";
  return `Articles disagree on the ${field}${about ? ` ${about}` : ""}${when}: ${told.join(", ")}.`;
}
