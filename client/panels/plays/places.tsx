import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { must } from "../../../shared/assert.ts";
import type { PlayPlace } from "../../../shared/recovery/pillars.ts";
import sectionClasses from "../Section.module.css";
import classes from "./Plays.module.css";

/** The folded groups of a play's panel. */
export type PlayGroup =
  | "trigger"
  | "people"
  | "authority"
  | "signOffs"
  | "lost"
  | "requests"
  | "hard"
  | "ending"
  | "severities"
  | "rehearsals";

/** In which group each thing is put right; what is of the steps stands open anyway. */
const groups: Readonly<Partial<Record<PlayPlace, PlayGroup>>> = {
  owner: "people",
  deputy: "people",
  trigger: "trigger",
  automatic: "trigger",
  authority: "authority",
  signOffs: "signOffs",
  rehearsal: "rehearsals",
  severities: "severities",
  exception: "ending",
  alternatives: "requests",
  lost: "lost",
};

interface Places {
  opened: ReadonlySet<PlayGroup>;
  setOpened: (group: PlayGroup, open: boolean) => void;
  wanted: PlayPlace | undefined;
  /** Opens the group of a place and puts the keyboard into its field. */
  go: (place: PlayPlace) => void;
  arrive: () => void;
}

const PlacesContext = createContext<Places | undefined>(undefined);

/** Lets what is missing lead to the field that mends it. */
export function PlacesProvider({ children }: { children: ReactNode }) {
  const [opened, setAllOpened] = useState<ReadonlySet<PlayGroup>>(new Set());
  const [wanted, setWanted] = useState<PlayPlace>();
  const setOpened = useCallback((group: PlayGroup, open: boolean) => {
    setAllOpened((before) => {
      if (before.has(group) === open) return before;
      const next = new Set(before);
      if (open) next.add(group);
      else next.delete(group);
      return next;
    });
  }, []);
  const places = useMemo<Places>(
    () => ({
      opened,
      setOpened,
      wanted,
      go: (place) => {
        const group = groups[place];
        if (group !== undefined) setOpened(group, true);
        setWanted(place);
      },
      arrive: () => setWanted(undefined),
    }),
    [opened, setOpened, wanted],
  );
  return <PlacesContext value={places}>{children}</PlacesContext>;
}

export function usePlaces(): Places {
  return must(use(PlacesContext), "There is no play above this component");
}

interface PlayFoldProps {
  group: PlayGroup;
  title: ReactNode;
  /** Its state in a word, at the right. */
  note?: ReactNode;
  children: ReactNode;
}

/** A group of a play's fields, closed until it is asked for or something missing leads there. */
export function PlayFold({ group, title, note, children }: PlayFoldProps) {
  const { opened, setOpened } = usePlaces();
  const open = opened.has(group);
  return (
    <details
      className={sectionClasses.fold}
      open={open}
      onToggle={(event) => setOpened(group, event.currentTarget.open)}
    >
      <summary className={sectionClasses.summary}>
        <span>{title}</span>
        {note !== undefined && <span className={sectionClasses.note}>{note}</span>}
      </summary>
      {open && <div className={sectionClasses.body}>{children}</div>}
    </details>
  );
}

/** Where something is put right: the control in `data-first`, else the first one, takes the keyboard when one is led here. */
export function Place({ of, children }: { of: PlayPlace | readonly PlayPlace[]; children: ReactNode }) {
  const { wanted, arrive } = usePlaces();
  const box = useRef<HTMLDivElement>(null);
  const isWanted = wanted !== undefined && [of].flat().includes(wanted);
  useEffect(() => {
    if (!isWanted) return;
    const control =
      box.current?.querySelector<HTMLElement>("[data-first] :is(input, textarea, select, button)") ??
      box.current?.querySelector<HTMLElement>("input, textarea, select, button");
    control?.focus();
    control?.scrollIntoView({ block: "center" });
    arrive();
  }, [isWanted, arrive]);
  return (
    <div ref={box} className={classes.place}>
      {children}
    </div>
  );
}
