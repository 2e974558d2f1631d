import { Suspense } from "react";
import { useLocal } from "../../state/local.ts";
import { CommandPalette } from "./CommandPalette.tsx";
import { KeysDialog } from "./KeysDialog.tsx";
import { lazyPart } from "../../ui/lazyPart.ts";

const ShareDialog = lazyPart(async () => (await import("./ShareDialog.tsx")).ShareDialog);
const SettingsDialog = lazyPart(async () => (await import("./SettingsDialog.tsx")).SettingsDialog);

/** The dialog that is open over the map. */
export function Dialogs() {
  const dialog = useLocal((local) => local.dialog);
  const setDialog = useLocal((local) => local.setDialog);
  const close = () => setDialog(undefined);
  return (
    <Suspense>
      {dialog === "palette" && <CommandPalette onClose={close} />}
      {dialog === "keys" && <KeysDialog onClose={close} />}
      {dialog === "share" && <ShareDialog onClose={close} />}
      {dialog === "settings" && <SettingsDialog onClose={close} />}
    </Suspense>
  );
}
