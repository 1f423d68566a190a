// Asks for an API key where the server wants one; it is kept for this tab alone.
import { keepKey, keyNeeded } from "../api/client";
import { reload } from "../state/events";
import { Dialog } from "./dialog";

export function KeyDialog() {
  if (!keyNeeded.value) return null;
  const send = (event: Event) => {
    event.preventDefault();
    const key = new FormData(event.currentTarget as HTMLFormElement).get("key");
    keepKey(String(key ?? "").trim());
    reload();
  };
  return (
    <Dialog title="This server asks for a key" onClose={() => (keyNeeded.value = false)}>
      <form class="add" onSubmit={send}>
        <label class="wide">API key <input name="key" type="password" required autocomplete="current-password" /></label>
        <p class="note wide">Whoever runs the server has it (BELLIGRAPH_API_KEYS). It is forgotten when this tab is closed.</p>
        <div class="buttons wide"><button class="primary">Go on</button></div>
      </form>
    </Dialog>
  );
}
