import { Button, Group } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { announce } from "../state/announce.ts";
import type { ActionContext } from "./action.ts";

const shownMs = 8_000;

/** Deletes what is selected and offers to undo it. */
export function deleteSelection(context: ActionContext): void {
  const { map, local, run } = context;
  const refs = local.getState().selection.filter(({ kind, id }) => map.mirror.read(kind, id) !== undefined);
  if (refs.length === 0 || run("deleteRecords", { refs }) === undefined) return;
  local.getState().select([]);
  local.getState().canvas?.focus();
  const label = map.undo.undoLabel;
  const done = label === undefined ? "Deleted" : `${label.charAt(0).toUpperCase()}${label.slice(1)}: done`;
  announce(done);
  const id = notifications.show({
    autoClose: shownMs,
    message: (
      <Group justify="space-between" wrap="nowrap">
        {done}
        <Button
          size="compact-sm"
          variant="subtle"
          onClick={() => {
            notifications.hide(id);
            // Something done since then must not be undone in its place.
            if (map.undo.undoLabel === label) map.undo.undo();
          }}
        >
          Undo
        </Button>
      </Group>
    ),
  });
}
