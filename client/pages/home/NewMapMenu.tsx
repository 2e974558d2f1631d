import { useMutation } from "@tanstack/react-query";
import { FileUp, LayoutTemplate, Plus, SquarePen } from "lucide-react";
import { Suspense, useState } from "react";
import { request } from "../../api/request.ts";
import { showError } from "../../state/notices.ts";
import { Menu } from "../../ui/Menu.tsx";
import { MenuItem } from "../../ui/MenuItem.tsx";
import { Button } from "../../ui/Button.tsx";
import { lazyPart } from "../../ui/lazyPart.ts";
import { useOpenNewMap } from "./useOpenNewMap.ts";

const TemplateDialog = lazyPart(async () => (await import("./TemplateDialog.tsx")).TemplateDialog);
const ImportDialog = lazyPart(async () => (await import("./ImportDialog.tsx")).ImportDialog);

/** A new map: blank, from a sample, or from a journey file; in that workspace, or in the first where one may. */
export function NewMapMenu({ workspace }: { workspace?: string | undefined }) {
  const [dialog, setDialog] = useState<"template" | "import">();
  const open = useOpenNewMap();
  const blank = useMutation({
    mutationFn: () => request("createMap", { body: { title: "Untitled map", workspace } }),
    onSuccess: ({ id }) => open(id),
    onError: (error) => showError("The map was not made", error.message),
  });
  const close = () => setDialog(undefined);
  return (
    <>
      <Menu
        align="end"
        width={220}
        label="New map"
        trigger={(trigger) => (
          <Button primary {...trigger} icon={Plus} busy={blank.isPending}>
            New map
          </Button>
        )}
      >
        {() => (
          <>
            <MenuItem icon={<SquarePen size={16} />} onSelect={() => blank.mutate()}>
              Blank map
            </MenuItem>
            <MenuItem icon={<LayoutTemplate size={16} />} onSelect={() => setDialog("template")}>
              From a sample
            </MenuItem>
            <MenuItem icon={<FileUp size={16} />} onSelect={() => setDialog("import")}>
              From a journey file
            </MenuItem>
          </>
        )}
      </Menu>
      <Suspense>
        {dialog === "template" && <TemplateDialog workspace={workspace} onClose={close} />}
        {dialog === "import" && <ImportDialog workspace={workspace} onClose={close} />}
      </Suspense>
    </>
  );
}
