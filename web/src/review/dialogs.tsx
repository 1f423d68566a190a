// The dialog that is open.
import { closeDialog, type Asked } from "../state/dialogs";
import "../style/review.css";
import { Correct } from "./correct";
import { MentionDialog } from "./mention";
import { Merge } from "./merge";
import { ShortcutList } from "./shortcutList";
import { Split } from "./split";

export function Dialogs({ asked }: { asked: Asked }) {
  switch (asked.kind) {
    case "correct":
      return <Correct account={asked.account} onClose={closeDialog} />;
    case "mention":
      return <MentionDialog article={asked.article} mention={asked.mention} onClose={closeDialog} />;
    case "merge":
      return <Merge actor={asked.actor} other={asked.other} onClose={closeDialog} />;
    case "split":
      return <Split actor={asked.actor} onClose={closeDialog} />;
    case "shortcuts":
      return <ShortcutList onClose={closeDialog} />;
  }
}
