import { Button } from "@mantine/core";
import { Share2 } from "lucide-react";
import { useLocalStore } from "../../state/local.ts";
import { useMap } from "../../state/useMap.ts";
import classes from "./ShareButton.module.css";

/** Opens the links by which others join; only the owner makes them. */
export function ShareButton() {
  const local = useLocalStore();
  if (useMap().role !== "owner") return null;
  return (
    <Button
      className={classes.share}
      size="xs"
      h={32}
      leftSection={<Share2 size={16} />}
      onClick={() => local.getState().setDialog("share")}
    >
      Share
    </Button>
  );
}
