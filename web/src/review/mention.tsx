// A name in an article: whom or what it was taken for, and whom or what it stands for instead.
import { useState } from "preact/hooks";
import type { Action, PlaceRecord, WholeExtraction } from "../api/pageTypes";
import type { Mention } from "../api/types";
import { Dialog } from "../parts/dialog";
import { PageLink } from "../parts/pageLink";
import { useAnswer } from "../state/answers";
import { judge, type Signature, type Step } from "../state/judging";
import type { Party } from "./drafts";
import { describePlace, EntitySearch } from "./entitySearch";
import { PreviewLine } from "./previewLine";
import { Signing } from "./signing";

interface Props {
  article: string;
  mention: Mention;
  onClose: () => void;
}

export function MentionDialog({ article, mention, onClose }: Props) {
  const { answer, problem } = useAnswer<WholeExtraction>(`v1/articles/${encodeURIComponent(article)}`);
  const place = answer?.places.find(({ id }) => id === mention.entity);
  const actor = answer?.actors.find(({ id }) => id === mention.entity);
  return (
    <Dialog title={`“${mention.text}”`} onClose={onClose}>
      {problem && <p class="problem" role="alert">{problem}</p>}
      {place && <PlaceForm article={article} mention={mention} place={place} onClose={onClose} />}
      {actor && <ActorForm article={article} mention={mention} actor={actor} onClose={onClose} />}
    </Dialog>
  );
}

type Scope = "mention" | "article" | "always";

function PlaceForm({ article, mention, place, onClose }: Props & { place: PlaceRecord }) {
  const [scope, setScope] = useState<Scope>("mention");
  const [meant, setMeant] = useState<Party | null | undefined>(undefined);
  const where = place.country ? `, taken for a place in ${place.country}` : "";
  const scopes: readonly [Scope, string][] = [
    ["mention", "only here"],
    ["article", `every “${mention.text}” in this article`],
    ["always", `every “${mention.text}”${where}, in all articles, also those to come`],
  ];
  const fields = { ...scopeFields(scope, article, mention, place), place: meant?.id ?? null };
  const sign = (signature: Signature) => judge([{ path: "v1/places/corrections", body: fields }], signature, "The place is corrected.").then(onClose);
  const others = place.runners_up.map(({ id, name, score }) => ({ id, name, score }));
  return (
    <>
      <p>Was taken for <PageLink kind="place" id={place.id}>{place.name}</PageLink> <small>{describePlace(place)}</small></p>
      {place.why.length > 0 && <p class="note">Because: {place.why.join("; ")}.</p>}
      <fieldset>
        <legend>It stands for</legend>
        <p>{meant === undefined ? <span class="note">choose below</span> : meant === null ? <strong>no place</strong> : <strong>{meant.name}</strong>}</p>
        <div class="chips">
          {others.map((other) => <button type="button" key={other.id} onClick={() => setMeant(other)}>{other.name} <small>{Math.round(other.score * 100)} %</small></button>)}
          <button type="button" onClick={() => setMeant(null)}>No place at all</button>
        </div>
        <EntitySearch kind="place" label="Find a place" text={mention.text} onPick={setMeant} />
      </fieldset>
      <fieldset>
        <legend>Where that holds</legend>
        {scopes.map(([value, words]) => <label class="check" key={value}><input type="radio" name="scope" checked={scope === value} onChange={() => setScope(value)} /> {words}</label>)}
      </fieldset>
      <Signing act="Correct the place" ready={meant !== undefined} focus={false} onSign={sign} onCancel={onClose}>
        <PreviewLine action={meant === undefined ? null : { action: "correct-place", ...fields }} />
      </Signing>
    </>
  );
}

function scopeFields(scope: Scope, article: string, mention: Mention, place: PlaceRecord): object {
  if (scope === "mention") return { article, start: mention.start, end: mention.end };
  if (scope === "article") return { article, name: mention.text };
  return { name: mention.text, ...(place.country ? { country: place.country } : {}) };
}

function ActorForm({ article, mention, actor, onClose }: Props & { actor: { id: string; name: string; kind: string; why: string | null } }) {
  const [meant, setMeant] = useState<Party | "nobody" | "other" | null>(null);
  const span = { article, start: mention.start, end: mention.end };
  const step = meant && stepFor(meant, span, actor);
  const sign = (signature: Signature) => judge(step ? [step] : [], signature, "The mention is corrected.").then(onClose);
  return (
    <>
      <p>Was taken for <PageLink kind="actor" id={actor.id}>{actor.name}</PageLink> <small>{actor.kind}</small></p>
      {actor.why && <p class="note">Because: {actor.why}.</p>}
      <fieldset>
        <legend>Here it names</legend>
        <p>{!meant ? <span class="note">choose below</span> : <strong>{meant === "nobody" ? "nobody" : meant === "other" ? `another ${actor.name}` : meant.name}</strong>}</p>
        <div class="chips">
          <button type="button" onClick={() => setMeant("nobody")}>Nobody</button>
          <button type="button" onClick={() => setMeant("other")}>Somebody else of that name</button>
        </div>
        <EntitySearch kind="actor" label="Find an actor" mayMake onPick={setMeant} />
      </fieldset>
      <Signing act="Correct the mention" ready={step !== null} focus={false} onSign={sign} onCancel={onClose}>
        <PreviewLine action={step && step.action} />
      </Signing>
    </>
  );
}

function stepFor(meant: Party | "nobody" | "other", mention: object, actor: { id: string; name: string }): Step & { action: Action } {
  if (meant === "nobody") return { path: "v1/mentions/reject", body: { mention }, action: { action: "reject-mention", mention } };
  if (meant === "other") {
    const body = { mentions: [mention], name: actor.name };
    return { path: `v1/actors/${encodeURIComponent(actor.id)}/split`, body, action: { action: "split-actor", actor: actor.id, ...body } };
  }
  const body = { mention, actor: meant.record ?? meant.id };
  return { path: "v1/mentions/link", body, action: { action: "link-mention", ...body } };
}
