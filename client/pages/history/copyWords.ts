import type { SetAsideCopy } from "../../session/setAsideCopies.ts";

/** How a copy that was set aside is spoken of: work that never arrived, or that a restored backup does not have. */
export interface CopyWords {
  /** What it is, in short. */
  label: string;
  /** What happened to it, after why the map does not take it. */
  sentence: string;
  /** Over what is in it. */
  title: string;
  /** Whose these changes are, and what is done with them. */
  lead: string;
  /** Behind the map's title, in the name of a file. */
  file: string;
}

const steps = "The map is not changed until you put something back; each step can be undone.";

/** @param why the map does not take what did not reach the server. */
export function copyWords({ unsent }: Pick<SetAsideCopy, "unsent">, why = ""): CopyWords {
  if (unsent === 0)
    return {
      label: "Changes made after the backup",
      sentence:
        "The studio was restored from a backup, and this map went back with it. This browser still has changes that were saved after the backup.",
      title: "Changes made after the backup",
      lead: `They may be in this browser only, yours and other people’s. ${steps}`,
      file: "changes after the backup",
    };
  const many = unsent === 1 ? "1 change of yours" : `${unsent} changes of yours`;
  return {
    label: "Unsaved changes",
    sentence: `${why} ${many} did not reach the server and ${unsent === 1 ? "is" : "are"} kept in this browser.`,
    title: "Changes that did not reach the server",
    lead: `They are in this browser only. ${steps}`,
    file: "unsaved changes",
  };
}
