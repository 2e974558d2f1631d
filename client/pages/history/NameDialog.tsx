import { Group, Modal, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { VersionItem } from "../../../shared/api/versions.ts";
import { limits } from "../../../shared/limits.ts";
import { versionRequests } from "../../api/versions.ts";
import { useMap } from "../../state/useMap.ts";
import { Button } from "../../ui/Button.tsx";

/** Gives a version a name, by which it is kept for good. */
export function NameDialog({ version, onClose }: { version: VersionItem; onClose: () => void }) {
  const { mapId } = useMap();
  const queryClient = useQueryClient();
  const [name, setName] = useState(version.name ?? "");
  const rename = useMutation({
    mutationFn: () => versionRequests.rename(mapId, version.id, name.trim()),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ["versions", mapId] });
      onClose();
    },
  });
  return (
    <Modal opened onClose={onClose} title="Name this version">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() !== "" && !rename.isPending) rename.mutate();
        }}
      >
        <TextInput
          label="Name"
          data-autofocus
          maxLength={limits.versionNameChars}
          value={name}
          error={rename.error?.message}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Group justify="flex-end" mt="lg">
          <Button onClick={onClose}>Cancel</Button>
          <Button primary submit busy={rename.isPending} disabled={name.trim() === ""}>
            Keep the name
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
