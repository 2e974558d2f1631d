import { ArrowLeft } from "lucide-react";
import { Suspense } from "react";
import { useCanEdit } from "../../state/useMap.ts";
import { Link } from "../../ui/Link.tsx";
import { AccountMenu } from "../AccountMenu.tsx";
import classes from "./MapHeader.module.css";
import { MapIndex } from "./MapIndex.tsx";
import { MapMenu } from "./MapMenu.tsx";
import { MapTitle } from "./MapTitle.tsx";
import { SavedPill } from "./SavedPill.tsx";
import { ShareButton } from "./ShareButton.tsx";
import { UndoButtons } from "./UndoButtons.tsx";
import { lazyPart } from "../../ui/lazyPart.ts";

const People = lazyPart(async () => (await import("./People.tsx")).People);

/** The map's top bar: where one is, how it stands, whether it is saved; who else is here, and sharing. */
export function MapHeader() {
  const canEdit = useCanEdit();
  return (
    <header className={classes.bar}>
      <Link to="/" className={classes.back} aria-label="Back to my maps">
        <ArrowLeft size={18} />
      </Link>
      <MapTitle />
      <SavedPill />
      {!canEdit && <span className={classes.badge}>View only</span>}
      <div className={classes.index}>
        <MapIndex />
      </div>
      <div className={classes.right}>
        {canEdit && <UndoButtons />}
        <Suspense>
          <People />
        </Suspense>
        <ShareButton />
        <MapMenu />
        <span className={classes.account}>
          <AccountMenu />
        </span>
      </div>
    </header>
  );
}
