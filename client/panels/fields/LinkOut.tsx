import { ExternalLink } from "lucide-react";
import classes from "./LinkOut.module.css";

/** An address to follow, in a tab of its own; nothing when there is none. Only http, https and mailto get this far. */
export function LinkOut({ url, children }: { url: string | undefined; children: string }) {
  if (url === undefined) return undefined;
  return (
    <a className={classes.link} href={url} target="_blank" rel="noopener noreferrer">
      <ExternalLink size={14} aria-hidden="true" />
      {children}
    </a>
  );
}
