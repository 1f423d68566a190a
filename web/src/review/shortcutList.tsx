// Which keys do what, and a way to turn them off.
import { Fragment } from "preact";
import { Dialog } from "../parts/dialog";
import { activeShortcuts, shortcutsOn, turnShortcuts } from "../state/shortcuts";

export function ShortcutList({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title="Keys" onClose={onClose}>
      <dl class="facts keys">
        {activeShortcuts().map(({ key, name }) => <Fragment key={key}><dt><kbd>{key}</kbd></dt><dd>{name}</dd></Fragment>)}
        <dt><kbd>Esc</kbd></dt><dd>Clear the selection, close what is open</dd>
        <dt><kbd>Tab</kbd></dt><dd>To the next control; arrow keys move within lists of suggestions and the timeline</dd>
      </dl>
      <label class="check"><input type="checkbox" checked={shortcutsOn.value} onChange={() => turnShortcuts(!shortcutsOn.value)} /> Single keys work while nothing is being typed</label>
    </Dialog>
  );
}
