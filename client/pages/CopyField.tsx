import { Group, TextInput } from "@mantine/core";
import { useRef, useState } from "react";
import { shortcutKeys } from "../actions/shortcut.ts";
import { Button } from "../ui/Button.tsx";
import classes from "./CopyField.module.css";

interface CopyFieldProps {
  label: string;
  value: string;
  /** Said while it is not on the clipboard yet. */
  hint?: string;
}

/** Something that is shown this once, with a button that puts it on the clipboard. */
export function CopyField({ label, value, hint = "It is shown this once; copy it now." }: CopyFieldProps) {
  const field = useRef<HTMLInputElement>(null);
  const [copy, setCopy] = useState<"done" | "failed">();
  const putOnClipboard = async () => {
    try {
      // There is none on a page that is served over plain http from another machine.
      await navigator.clipboard.writeText(value);
      setCopy("done");
    } catch {
      field.current?.focus();
      setCopy("failed");
    }
  };
  return (
    <div className={classes.fresh}>
      <Group align="end" gap="sm" wrap="nowrap">
        <TextInput
          ref={field}
          className={classes.value}
          label={label}
          readOnly
          value={value}
          onFocus={(event) => event.currentTarget.select()}
        />
        <Button primary onClick={() => void putOnClipboard()}>
          {copy === "done" ? "Copied" : "Copy"}
        </Button>
      </Group>
      <p className={classes.hint} role="status">
        {copy === "done" ? "It is on the clipboard." : copy === "failed" ? byHand : hint}
      </p>
    </div>
  );
}

const byHand = `This page may not use the clipboard. Press ${shortcutKeys("Mod+c").join(" ")} now.`;
