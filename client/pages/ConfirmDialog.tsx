import { Group, Modal, Text } from "@mantine/core";
import { Button } from "../ui/Button.tsx";

interface ConfirmDialogProps {
  title: string;
  /** What will happen and whether it can be taken back. */
  text: string;
  verb: string;
  onClose: () => void;
  onConfirm: () => void;
}

/** Asks once, in words, before something that cannot be undone. */
export function ConfirmDialog({ title, text, verb, onClose, onConfirm }: ConfirmDialogProps) {
  return (
    <Modal opened onClose={onClose} title={title}>
      <Text size="md" c="dimmed">
        {text}
      </Text>
      <Group justify="flex-end" mt="lg">
        <Button data-autofocus onClick={onClose}>
          Cancel
        </Button>
        <Button danger onClick={onConfirm}>
          {verb}
        </Button>
      </Group>
    </Modal>
  );
}
