import { Popover } from "@mantine/core";
import { type KeyboardEvent, type ReactNode, useState } from "react";

interface InfoPopoverProps {
  className?: string | undefined;
  dropdownClassName?: string | undefined;
  /** Shown on hover. */
  title: string;
  width: number;
  /** What it is called for screen readers, where its content does not say. */
  label: string;
  /** Drawn only while it is open. */
  content: ReactNode;
  children: ReactNode;
}

/** A word or number that opens a small window; Escape closes that and nothing around it. */
export function InfoPopover({
  className,
  dropdownClassName,
  title,
  width,
  label,
  content,
  children,
}: InfoPopoverProps) {
  const [opened, setOpened] = useState(false);
  const closeOnEscape = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || !opened) return;
    event.preventDefault();
    event.stopPropagation();
    setOpened(false);
  };
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      width={width}
      position="bottom-end"
      shadow="md"
      withinPortal
      trapFocus
      returnFocus
      closeOnEscape={false}
    >
      <Popover.Target>
        <button
          type="button"
          className={className}
          title={title}
          aria-expanded={opened}
          onClick={() => setOpened(!opened)}
          onKeyDown={closeOnEscape}
        >
          {children}
        </button>
      </Popover.Target>
      <Popover.Dropdown className={dropdownClassName} aria-label={label} onKeyDown={closeOnEscape}>
        {content}
      </Popover.Dropdown>
    </Popover>
  );
}
