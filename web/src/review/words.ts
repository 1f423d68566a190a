// Judgements and their effects in plain words.
import type { Action, Preview } from "../api/pageTypes";
import type { AccountAnswer } from "../api/types";
import { describeCasualties, plural } from "../model/words";
import { nameOfId } from "../state/names";

const WORDS: Record<string, string> = {
  "confirm-event": "Accepted",
  "reject-event": "Rejected",
  "confirm-relation": "Relation accepted",
  "reject-relation": "Relation rejected",
  "join-events": "Joined with another event",
  "separate-events": "Kept apart from another event",
  "reject-mention": "A mention names nobody",
};

/** What a judgement says: "Corrected: status to claimed, place to Fallujah". */
export function describeAction(action: Action): string {
  switch (action.action) {
    case "edit-event":
      return `Corrected: ${describeChanges(action["changes"] as Record<string, unknown>)}`;
    case "merge-actors":
      return `${list(action["others"])} merged into ${nameOfOne(action["into"])}`;
    case "split-actor":
      return `${nameOfOne(action["name"] ?? action["new_id"])} split off ${nameOfOne(action["actor"])}`;
    case "never-merge":
      return `${list(action["actors"])} are different`;
    case "rename-actor":
      return `${nameOfOne(action["actor"])} renamed to ${nameOfOne(action["name"])}`;
    case "recode-actor":
      return `Codes of ${nameOfOne(action["actor"])} set`;
    case "correct-place":
      return `${scopeOf(action)} stands for ${action["place"] ? nameOfOne(action["place"]) : "no place"}`;
    case "link-mention":
      return `A mention names ${nameOfOne(action["actor"])}`;
    default:
      return WORDS[action.action] ?? action.action;
  }
}

function scopeOf(action: Action): string {
  const name = action["name"] ? `“${String(action["name"])}”` : "A mention";
  return action["article"] ? `${name} in one article` : `${name} everywhere`;
}

function describeChanges(changes: Record<string, unknown>): string {
  // Type, mode, codes and scores only follow from the relation.
  const follows = new Set(changes["relation"] ? ["type", "mode", "cameo", "quad", "score"] : ["cameo", "quad", "score"]);
  const said = Object.entries(changes).filter(([name]) => !follows.has(name)).map(([name, value]) => `${name} to ${name === "casualties" ? describeCasualties({ casualties: value as AccountAnswer["casualties"] }) || "nobody" : describeValue(value)}`);
  return said.join("; ");
}

function describeValue(value: unknown): string {
  if (value === null || (Array.isArray(value) && value.length === 0)) return "nothing";
  if (typeof value === "object" && "start" in value) {
    const { start, end } = value as { start: string | null; end?: string | null };
    return [start, end].filter((day, at, all) => day && day !== all[at - 1]).join(" to ") || "unknown";
  }
  return list(value);
}

function list(value: unknown): string {
  return (Array.isArray(value) ? value : [value]).map(nameOfOne).join(", ");
}

function nameOfOne(value: unknown): string {
  if (typeof value === "object" && value !== null) return String((value as { name?: unknown }).name ?? (value as { id?: unknown }).id);
  return nameOfId(String(value));
}

const KINDS = ["article", "event", "actor", "place", "relation"] as const;
const VERBS = { added: "new", changed: "changed", deleted: "gone" } as const;

/** "3 articles changed; 5 events changed, 1 gone", or that nothing would change. */
export function describePreview({ counts }: Preview): string {
  const parts = KINDS.flatMap((kind) => {
    const own = Object.entries(VERBS).flatMap(([action, verb]) => {
      const count = counts[kind]?.[action as keyof typeof VERBS];
      return count ? [{ count, verb }] : [];
    });
    const [first, ...more] = own;
    return first ? [[`${plural(first.count, kind)} ${first.verb}`, ...more.map(({ count, verb }) => `${count} ${verb}`)].join(", ")] : [];
  });
  return parts.join("; ") || "nothing in the graph as it is now";
}
