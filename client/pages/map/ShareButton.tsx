import { Share2 } from "lucide-react";
import { useLocalStore } from "../../state/local.ts";
import { useMap } from "../../state/useMap.ts";
import classes from "./ShareButton.module.css";
import { Button } from "../../ui/Button.tsx";

/** Opens the links by which others join; only the owner makes them. */
export function ShareButton() {
  const local = useLocalStore();
  if (useMap().role !== "owner") return null;
  return (
    <Button primary className={classes.share} icon={Share2} onClick={() => local.getState().setDialog("share")}>
      Share
    </Button>
  );
}
