// The answers of the API that the pages and the review use.
import type { ArticleReference, EventAnswer, EventMention, Evidence, Extraction, NamedActor, NamedPlace, Term, Vocabulary, Voices } from "./types";

export interface ActorRecord {
  id: string;
  name: string;
  kind: string;
  country: string | null;
  sector: string | null;
  aliases: string[];
  wikidata: string | null;
  why: string | null;
}

export interface PlaceRecord {
  id: string;
  name: string;
  geonames_id: number | null;
  kind: string;
  lat: number | null;
  lon: number | null;
  country: string | null;
  admin1: string | null;
  parents: string[];
  precision: string | null;
  score: number | null;
  runners_up: { id: string; name: string; score: number }[];
  why: string[];
}

/** An event as one article tells it, with ids for those who take part. */
export type AccountRecord = EventMention & Omit<EventAnswer, keyof EventMention | "article">;

/** An article with the records of those whom its mentions name. */
export interface WholeExtraction extends Extraction {
  events: AccountRecord[];
  actors: ActorRecord[];
  places: PlaceRecord[];
  relations: StandingRecord[];
}

export interface StandingRecord {
  id: string;
  predicate: string;
  title: string | null;
  subject: string;
  object: string;
  evidence: Evidence;
}

export interface Role {
  title: string;
  of: string | null;
  since: string | null;
  until: string | null;
  as_of: string | null;
  source: string | null;
  first: string | null;
  last: string | null;
  articles: number;
  evidence: { article: string; published: string | null; sentence: string | null }[];
}

export interface Contradiction {
  field: string;
  about: string | null;
  values: Record<string, number>;
  since: string | null;
  until: string | null;
}

export interface OneActor extends ActorRecord {
  articles: number;
  events: number;
  at: string | null;
  roles: Role[];
  code: { country: string | null; sector: string | null; since: string | null; until: string | null; articles: number } | null;
  contradictions: Contradiction[];
  joined: { id: string; score: number; why: string[] }[];
}

export interface NamedEnd {
  id: string;
  name: string;
  node: "actor" | "place" | "event";
}

export interface StandingRelation {
  id: string;
  predicate: string;
  title: string | null;
  subject: NamedEnd;
  object: NamedEnd;
  since: string | null;
  until: string | null;
  reviewed?: boolean;
  evidence: Evidence;
  article: ArticleReference;
  reports: number;
}

export interface ActorRelations {
  standing: StandingRelation[];
}

export interface OnePlace extends PlaceRecord {
  articles: number;
  events: number;
}

export interface ControlClaim {
  id: string;
  move: "takes" | "leaves" | "holds";
  relation: string;
  place: NamedPlace;
  actors: NamedActor[];
  date: string | null;
  asserted_by: Voices;
  claimed_by: Voices;
  denied_by: Voices;
  evidence: Evidence;
  article: ArticleReference;
}

export interface Control {
  holders: { place: NamedPlace; actor: NamedActor; since: string | null; claim: string; contradicted_by: string[] }[];
  claims: ControlClaim[];
}

export interface ReportOf extends ArticleReference {
  report: string;
  others: (ArticleReference & { related: "copy" | "version" })[];
}

export interface Version {
  seq: number;
  recorded_at: string | null;
  action: string;
  extractor: string | null;
  successor: string | null;
}

/** An action as it was judged: `action` is its name, the other fields those of docs/judgements.md. */
export interface Action {
  action: string;
  [field: string]: unknown;
}

export interface Reversal {
  at: string | null;
  author: string;
  reason: string;
  action: string;
}

export interface Judgement {
  id: string;
  made_at?: string | null;
  author: string;
  reason: string;
  action: Action;
  active: boolean;
  unmatched: boolean;
  articles: number;
  reversals?: Reversal[];
}

export interface Doubt {
  event: EventAnswer;
  value: number;
  why: string[];
}

export interface CandidateActor {
  id: string;
  name: string;
  kind: string;
  country: string | null;
  articles: number;
  events: number;
}

export interface ActorPair {
  first: CandidateActor;
  second: CandidateActor;
  score: number;
  value: number;
  why: string[];
}

export interface EventPair {
  first: EventAnswer;
  second: EventAnswer;
  score: number;
  value: number;
  why: string[];
}

export interface EventPairs {
  items: EventPair[];
  compared: number;
  found: number;
}

/** How many things of each kind would be added, changed or deleted. */
export interface Preview {
  counts: Record<string, Partial<Record<"added" | "changed" | "deleted", number>>>;
}

export interface SavedQuery {
  id: string;
  name: string;
  filter: Record<string, unknown>;
  webhook: string | null;
  problem: string | null;
  secret?: string | null;
}

interface Mode {
  name: string;
  gloss: string;
  cameo: string;
}

export interface FullVocabulary extends Vocabulary {
  relations: { relation: string; type: string; mode: string | null; cameo: string | null; gloss: string }[];
  types: (Term & { quad: number; cameo: string; modes: Mode[] })[];
  contexts: Term[];
  predicates: Term[];
  actor_kinds: Term[];
  sectors: (Term & { code: string })[];
  place_kinds: Term[];
  precisions: Term[];
}
