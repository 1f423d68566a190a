// A dialog with all accounts of an event side by side; what differs from the first is marked.
import type { AccountAnswer } from "../api/types";
import { layBeside } from "../model/sideBySide";
import { select } from "../state/address";
import { Dialog } from "../parts/dialog";

export function SideBySide({ accounts, onClose }: { accounts: readonly AccountAnswer[]; onClose: () => void }) {
  const open = (account: AccountAnswer) => () => {
    onClose();
    select("event", account.id);
  };
  return (
    <Dialog title="The accounts side by side" onClose={onClose} class="wide">
      <div class="beside" tabIndex={0} role="region" aria-label="Accounts side by side">
        <table>
          <thead>
            <tr>
              <td />
              {accounts.map((account) => (
                <th key={account.id} scope="col">
                  <button class="link" onClick={open(account)}>{account.article.publisher ?? "Unnamed publisher"}</button>
                  <small>{[account.article.published, account.article.title].filter(Boolean).join(", ")}</small>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <tr>
              <th scope="row">Sentence</th>
              {accounts.map((account) => <td key={account.id}><q>{account.evidence.sentence}</q></td>)}
            </tr>
            {layBeside(accounts).map(({ what, cells }) => (
              <tr key={what}>
                <th scope="row">{what}</th>
                {cells.map((cell) => (
                  <td key={cell.account} class={cell.differs ? "differs" : ""}>
                    {cell.differs && <abbr title="not as in the first account">≠ </abbr>}
                    {cell.text || <small>not told</small>}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Dialog>
  );
}
