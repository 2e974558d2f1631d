import { Button, Menu } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { FileUp, LayoutTemplate, Plus, SquarePen } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useNavigate } from "react-router";
import { request } from "../../api/request.ts";
import { showError } from "../../state/notices.ts";

const TemplateDialog = lazy(async () => ({ default: (await import("./TemplateDialog.tsx")).TemplateDialog }));
const ImportDialog = lazy(async () => ({ default: (await import("./ImportDialog.tsx")).ImportDialog }));

/** A new map: blank, from a sample, or from a journey file. */
export function NewMapMenu() {
  const [dialog, setDialog] = useState<"template" | "import">();
  const navigate = useNavigate();
  const blank = useMutation({
    mutationFn: () => request("createMap", { body: { title: "Untitled map" } }),
    onSuccess: ({ id }) => navigate(`/maps/${encodeURIComponent(id)}`),
    onError: (error) => showError("The map was not made", error.message),
  });
  const close = () => setDialog(undefined);
  return (
    <>
      <Menu position="bottom-end" shadow="md" width={220}>
        <Menu.Target>
          <Button leftSection={<Plus size={16} />} loading={blank.isPending}>
            New map
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<SquarePen size={16} />} onClick={() => blank.mutate()}>
            Blank map
          </Menu.Item>
          <Menu.Item leftSection={<LayoutTemplate size={16} />} onClick={() => setDialog("template")}>
            From a sample
          </Menu.Item>
          <Menu.Item leftSection={<FileUp size={16} />} onClick={() => setDialog("import")}>
            From a journey file
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Suspense>
        {dialog === "template" && <TemplateDialog onClose={close} />}
        {dialog === "import" && <ImportDialog onClose={close} />}
      </Suspense>
    </>
  );
}
