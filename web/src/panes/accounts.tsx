// Other articles on the same event, and what they tell differently.
import { Fragment } from "preact";
import { useState } from "preact/hooks";
import type { AccountAnswer } from "../api/types";
import { describeDisagreement } from "../model/disagreement";
import { plural } from "../model/words";
import { select } from "../state/address";
import { oneEvent } from "../state/oneEvent";
import { SideBySide } from "./sideBySide";

// More of them would push the article out of sight.
const FEW = 1;

export function Accounts({ shown }: { shown: AccountAnswer }) {
  const [beside, setBeside] = useState(false);
  const event = oneEvent.value;
  const { article, evidence } = shown;
  const told = event?.told ?? [];
  const isShown = (account: AccountAnswer) => account.article.id === article.id && account.evidence.trigger.start === evidence.trigger.start;
  const others = told.filter((account) => !isShown(account));
  if (!event || !others.length) return null;
  const lines = event.disagreement ? describeDisagreement(event.disagreement) : [];
  return (
    <section class="accounts">
      <h3>
        {plural(others.length, "other account")} of the same event
        {event.reports !== undefined && event.reports < others.length + 1 && <small>{plural(event.reports, "independent report")}</small>}
      </h3>
      {lines.length > 0 && (
        <dl class="facts disagreement" aria-label="What they tell differently">
          {lines.map(({ what, told }) => <Fragment key={what}><dt>{what}</dt><dd>{told.map((one) => <span key={one}>{one}</span>)}</dd></Fragment>)}
        </dl>
      )}
      <button onClick={() => setBeside(true)}>Side by side</button>
      {beside && <SideBySide accounts={[told.find(isShown) ?? shown, ...others]} onClose={() => setBeside(false)} />}
      <details open={others.length <= FEW}>
        <summary>Their sentences</summary>
        <ul class="cards">{others.map((account) => <Other key={account.id} account={account} />)}</ul>
      </details>
    </section>
  );
}

function Other({ account }: { account: AccountAnswer }) {
  return (
    <li class="card">
      <button onClick={() => select("event", account.id)}>
        <span class="chips">
          <strong>{account.article.publisher ?? "Unnamed publisher"}</strong>
          <span class="chip">{account.article.published ?? "no date"}</span>
          {account.status !== "asserted" && <span class="chip status">{account.status}</span>}
        </span>
        <q>{account.evidence.sentence}</q>
      </button>
    </li>
  );
}
