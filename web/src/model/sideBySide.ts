// The accounts of one event side by side, a row for each thing that they tell.
import type { AccountAnswer } from "../api/types";
import { describeDate } from "./days";
import { describeCasualties, describePlaces, describeType, listNames } from "./words";

export interface Cell {
  account: string;
  text: string;
  /** Whether it is not what the first account tells. */
  differs: boolean;
}

const ROWS: readonly [string, (account: AccountAnswer) => string][] = [
  ["What", (account) => account.relation],
  ["Code", describeType],
  ["Status", (account) => account.status],
  ["Who did it", (account) => listNames(account.actors)],
  ["To or with whom", (account) => listNames(account.recipients)],
  ["Where", describePlaces],
  ["When", describeDate],
  ["People", describeCasualties],
  ["Who says so", (account) => account.claimant?.name ?? ""],
];

/** Only rows in which some account tells something. */
export function layBeside(accounts: readonly AccountAnswer[]): { what: string; cells: Cell[] }[] {
  const rows = ROWS.map(([what, read]) => {
    const texts = accounts.map(read);
    return { what, cells: accounts.map(({ id }, at) => ({ account: id, text: texts[at] ?? "", differs: texts[at] !== texts[0] })) };
  });
  return rows.filter(({ cells }) => cells.some(({ text }) => text));
}
