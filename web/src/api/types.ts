// The answers of the API that the workbench uses. Fields that newer servers add are optional here.

export type Status = "asserted" | "claimed" | "negated" | "future" | "hypothetical";

export interface DateInterval {
  start: string | null;
  end: string | null;
  granularity: string | null;
}

export interface NamedActor {
  id: string;
  name: string;
  kind: string | null;
  country: string | null;
  role: string | null;
}

export interface NamedPlace {
  id: string;
  name: string;
  country: string | null;
  lat: number | null;
  lon: number | null;
  precision: string | null;
}

export interface Span {
  start: number;
  end: number;
}

export interface Evidence extends Span {
  sentence: string;
  trigger: Span;
  extractor: string;
  rule: string | null;
  score: number | null;
}

export interface ArticleReference {
  id: string;
  title: string | null;
  publisher: string | null;
  published: string | null;
  url: string | null;
}

export interface Count {
  low: number | null;
  best: number | null;
  high: number | null;
}

/** What one article tells of an event. */
export interface AccountAnswer {
  id: string;
  relation: string;
  type: string;
  mode: string | null;
  contexts: string[];
  cameo: string | null;
  quad: number;
  score: number;
  status: Status;
  cue: string | null;
  historical: boolean;
  date: DateInterval;
  actors: NamedActor[];
  recipients: NamedActor[];
  places: NamedPlace[];
  instruments: string[];
  casualties: { killed: Count | null; injured: Count | null; arrested: Count | null };
  claimant: NamedActor | null;
  confidence: number;
  reviewed?: boolean;
  evidence: Evidence;
  article: ArticleReference;
}

/** An event as all its accounts tell it; the sentence is that of the account that is most sure. */
export interface EventAnswer extends AccountAnswer {
  accounts?: number;
  reports?: number;
  publishers?: string[];
  grouped?: { account: string; to: string }[];
}

export interface Voices {
  publishers: string[];
  claimants: NamedActor[];
}

export interface ToldCount {
  count: Count;
  publisher: string | null;
  claimant: NamedActor | null;
}

export interface ToldPart {
  name: string;
  by: Voices;
}

/** What the accounts of one event tell differently. */
export interface Disagreement {
  asserted_by: Voices;
  claimed_by: Voices;
  denied_by: Voices;
  casualties: { harm: string; told: ToldCount[] }[];
  actors: ToldPart[];
  recipients: ToldPart[];
  places: ToldPart[];
  dates: { date: DateInterval; by: Voices }[];
}

export interface OneEvent extends EventAnswer {
  told?: AccountAnswer[];
  disagreement?: Disagreement;
}

export interface Page<T> {
  items: T[];
  next: string | null;
}

export interface ActorAnswer {
  id: string;
  name: string;
  kind: string | null;
  country: string | null;
  aliases: string[];
  events: number;
}

export interface PlaceAnswer {
  id: string;
  name: string;
  kind: string | null;
  country: string | null;
  events: number;
}

export interface Mention extends Span {
  id: string;
  text: string;
  kind: string;
  entity: string | null;
}

export interface Participant {
  id: string;
  mention: string | null;
}

export interface EventMention {
  id: string;
  relation: string;
  type: string;
  status: Status;
  actors: Participant[];
  recipients: Participant[];
  places: Participant[];
  claimant: Participant | null;
  evidence: Evidence;
}

export interface Extraction {
  article: ArticleReference & { text: string };
  mentions: Mention[];
  events: EventMention[];
  warnings: string[];
}

export interface StoredArticle {
  id: string;
  status: "added" | "unchanged" | "replaced";
  counts: Record<string, number>;
  events: string[];
  warnings: string[];
}

/** Articles that were handed in together and wait to be read; those refused by their places. */
export interface QueuedBatch {
  job: Job;
  refused: { index: number; detail: string }[];
}

export interface Job {
  id: string;
  state: "running" | "paused" | "done" | "cancelled";
  known: number;
  total: number;
  waiting: number;
  added: number;
  unchanged: number;
  replaced: number;
  superseded: number;
}

export interface JobAnswer extends Job {
  dead_letters: { title: string | null; beginning: string; reason: string }[];
}

export interface Judged {
  seq: number;
  judgement: { id: string };
}

export interface Term {
  name: string;
  gloss: string;
}

export interface Vocabulary {
  relations: { relation: string; type: string; gloss: string }[];
  types: (Term & { quad: number })[];
  statuses: Term[];
  quad_classes: (Term & { number: number })[];
}
