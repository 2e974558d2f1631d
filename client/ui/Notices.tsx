import { useSyncExternalStore } from "react";
import { X } from "lucide-react";
import { hideNotice, holdNotices, notices } from "../state/notices.ts";
import { IconButton } from "./IconButton.tsx";
import classes from "./Notices.module.css";

/** The notices that are shown now; in the page once. */
export function Notices() {
  const shown = useSyncExternalStore(notices.subscribe, notices.read);
  return (
    // Not a control: while somebody points at a notice or is in it, it does not go away.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section
      className={classes.notices}
      aria-label="Notices"
      onPointerEnter={() => holdNotices(true)}
      onPointerLeave={() => holdNotices(false)}
      onFocus={() => holdNotices(true)}
      onBlur={() => holdNotices(false)}
    >
      {shown.map(({ id, kind, title, text, action }) => (
        <div key={id} className={classes.notice} data-kind={kind} role={kind === "failed" ? "alert" : "status"}>
          <div className={classes.words}>
            {title !== undefined && <strong className={classes.title}>{title}</strong>}
            {text}
          </div>
          {action !== undefined && (
            <button
              type="button"
              className={classes.action}
              onClick={() => {
                hideNotice(id);
                action.run();
              }}
            >
              {action.label}
            </button>
          )}
          <IconButton label="Dismiss" icon={X} size="small" onClick={() => hideNotice(id)} />
        </div>
      ))}
    </section>
  );
}
