import type { ReactNode } from "react";
import { Link } from "../../ui/Link.tsx";
import { Wordmark } from "../../ui/Wordmark.tsx";
import { AccountMenu } from "../AccountMenu.tsx";
import classes from "./PeopleFrame.module.css";

interface PeopleFrameProps {
  title: string;
  /** What there is to know before anything is done here. */
  lead?: ReactNode;
  /** At the right of the title. */
  actions?: ReactNode;
  /** The pages beside this one; the one with this page's path is marked. */
  tabs?: readonly { to: string; label: string }[];
  path?: string;
  children: ReactNode;
}

/** The frame of the pages about people: the account, a workspace, the studio. */
export function PeopleFrame({ title, lead, actions, tabs = [], path, children }: PeopleFrameProps) {
  return (
    <>
      <title>{`${title} · Kept`}</title>
      <header className={classes.bar}>
        <Link to="/" aria-label="Kept, first page" className={classes.home}>
          <Wordmark />
        </Link>
        <AccountMenu />
      </header>
      <main id="main" className={classes.page}>
        <div className={classes.head}>
          <h1 className={classes.title}>{title}</h1>
          {actions}
        </div>
        {lead !== undefined && <p className={classes.lead}>{lead}</p>}
        {tabs.length > 1 && (
          <nav aria-label={title} className={classes.tabs}>
            {tabs.map(({ to, label }) => (
              <Link key={to} to={to} className={classes.tab} aria-current={to === path ? "page" : undefined}>
                {label}
              </Link>
            ))}
          </nav>
        )}
        <div className={classes.parts}>{children}</div>
      </main>
    </>
  );
}
