import { Copy, Download, Printer } from "lucide-react";
import { download } from "../../actions/download.ts";
import { showError, showNotice } from "../../state/notices.ts";
import { Button } from "../../ui/Button.tsx";
import classes from "./BackupCodes.module.css";
import form from "./Form.module.css";

/** The backup codes, this once: copied, downloaded or printed. */
export function BackupCodes({ codes, onDone }: { codes: readonly string[]; onDone: () => void }) {
  const text = codes.join("\n");
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => void showNotice("The codes are on the clipboard."),
      () => showError("The codes were not copied", "This page may not use the clipboard. Download them instead."),
    );
  const save = () =>
    download(
      new Blob([`Backup codes for Kept at ${window.location.host}. Each works once.\n\n${text}\n`]),
      "kept backup codes",
      "txt",
    );
  return (
    <div className={classes.sheet}>
      <p className={form.text}>
        With these you sign in when the phone is not at hand. Each works once. Keep them where only you can find them;
        they are not shown again.
      </p>
      <ul className={classes.codes} aria-label="Backup codes">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className={classes.tools}>
        <Button icon={Copy} onClick={() => void copy()}>
          Copy
        </Button>
        <Button icon={Download} onClick={save}>
          Download
        </Button>
        <Button icon={Printer} onClick={() => window.print()}>
          Print
        </Button>
      </div>
      <div className={`${form.end} ${classes.done}`}>
        <Button primary onClick={onDone}>
          I have kept them
        </Button>
      </div>
    </div>
  );
}
