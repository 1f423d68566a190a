// One actor that is two: the articles that speak of the other one.
import { useState } from "preact/hooks";
import type { ReportOf } from "../api/pageTypes";
import type { Page } from "../api/types";
import { Dialog } from "../parts/dialog";
import { PageLink } from "../parts/pageLink";
import { useAnswer } from "../state/answers";
import { judge, type Signature } from "../state/judging";
import { nameOfId } from "../state/names";
import { PreviewLine } from "./previewLine";
import { Signing } from "./signing";

const MOST = 200;

export function Split({ actor, onClose }: { actor: string; onClose: () => void }) {
  const [articles, setArticles] = useState<readonly string[]>([]);
  const [name, setName] = useState("");
  const path = `v1/actors/${encodeURIComponent(actor)}`;
  const { answer, problem } = useAnswer<Page<ReportOf>>(`${path}/articles?limit=${MOST}`);
  const tick = (id: string) => setArticles(articles.includes(id) ? articles.filter((other) => other !== id) : [...articles, id]);
  const named = name.trim() ? { name: name.trim() } : {};
  const sign = (signature: Signature) =>
    judge([{ path: `${path}/split`, body: { articles, ...named } }], signature, "Split: they are two actors now.").then(onClose);
  return (
    <Dialog title={`${nameOfId(actor)} is two actors`} onClose={onClose}>
      <p class="note">Tick the articles that speak of the other one. For single mentions, open the article’s page and choose the name in its text.</p>
      {problem && <p class="problem" role="alert">{problem}</p>}
      <fieldset class="articles">
        <legend>Articles</legend>
        {answer?.items.map((article) => (
          <div class="row" key={article.id}>
            <label><input type="checkbox" checked={articles.includes(article.id)} onChange={() => tick(article.id)} /> {article.title ?? "Untitled article"} <small>{[article.publisher, article.published].filter(Boolean).join(", ")}</small></label>
            <PageLink kind="article" id={article.id}>read</PageLink>
          </div>
        ))}
      </fieldset>
      <label>What the other one is called <input value={name} placeholder="as before" onInput={(typed) => setName(typed.currentTarget.value)} /></label>
      <Signing act="Split" ready={articles.length > 0} focus={false} onSign={sign} onCancel={onClose}>
        <PreviewLine action={articles.length ? { action: "split-actor", actor, articles, ...named } : null} />
      </Signing>
    </Dialog>
  );
}
