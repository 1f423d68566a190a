// The short message at the foot of the page.
import { notice } from "../state/notice";

export function NoticeBar() {
  const now = notice.value;
  const act = () => {
    notice.value = null;
    now?.action?.run();
  };
  return (
    <div class="notice" role="status" hidden={!now}>
      {now && (
        <>
          <span>{now.text}</span>
          {now.action && <button onClick={act}>{now.action.name}</button>}
          <button aria-label="Dismiss" onClick={() => (notice.value = null)}>×</button>
        </>
      )}
    </div>
  );
}
