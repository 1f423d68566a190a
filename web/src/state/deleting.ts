// Deleting an article, and handing it in again to undo that: its history and its judgements have waited for it.
import { post, send } from "../api/client";
import type { ArticleReference, StoredArticle } from "../api/types";
import { openPage } from "./address";
import { renew } from "./judging";
import { tell, tellProblem } from "./notice";

const GIVEN = ["text", "title", "publisher", "published", "url"] as const;

export async function deleteArticle(article: ArticleReference & { text: string }): Promise<void> {
  await send("DELETE", `v1/articles/${encodeURIComponent(article.id)}`);
  renew();
  const again = async () => {
    tell({ text: "Reading the article again …" });
    const given = Object.fromEntries(GIVEN.flatMap((name) => (article[name] ? [[name, article[name]]] : [])));
    const stored = await post<StoredArticle>("v1/articles", given);
    renew();
    openPage("article", stored.id);
    tell({ text: "The article is back, with the judgements on it." });
  };
  tell({ text: "The article is deleted, with all that was read from it.", action: { name: "Undo", run: () => void again().catch(tellProblem) } });
}
