import { FileButton, Group, Modal } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { FileUp } from "lucide-react";
import { type DragEvent, useState } from "react";
import type { ImportPreview } from "../../../shared/api/maps.ts";
import { AppError, type Problem } from "../../../shared/errors.ts";
import { limits } from "../../../shared/limits.ts";
import { request } from "../../api/request.ts";
import classes from "./ImportDialog.module.css";
import { Button } from "../../ui/Button.tsx";
import { useOpenNewMap } from "./useOpenNewMap.ts";

const shownProblems = 200;

/** A journey file becomes a map: first what would be made, or every problem with its place; then, on demand, the map. */
export function ImportDialog({ workspace, onClose }: { workspace?: string | undefined; onClose: () => void }) {
  const [file, setFile] = useState<{ name: string; journey: unknown }>();
  const preview = useMutation({
    mutationFn: async (chosen: File) => {
      setFile(undefined);
      const journey = await readJson(chosen);
      const result = await request("importMap", { query: { format: "json" }, body: journey });
      setFile({ name: chosen.name, journey });
      return result;
    },
  });
  const open = useOpenNewMap();
  const create = useMutation({
    mutationFn: (journey: unknown) =>
      request("importMap", { query: { format: "json", commit: "true", workspace }, body: journey }),
    onSuccess: ({ id }) => {
      if (id !== undefined) open(id);
    },
  });
  const error = create.error ?? preview.error;
  const problems = error instanceof AppError && error.problems.length > 0 ? error.problems : preview.data?.problems;
  const choose = (chosen: File | null) => {
    create.reset();
    if (chosen !== null) preview.mutate(chosen);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    choose(event.dataTransfer.files[0] ?? null);
  };

  return (
    <Modal opened onClose={onClose} size={560} title="New map from a journey file">
      {/* Dropping is a convenience; the button does the same. */}
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div className={classes.drop} onDragOver={(event) => event.preventDefault()} onDrop={drop}>
        <p className={classes.hint}>Drop a file in the journey format here (.json, up to 10 MB), or</p>
        <FileButton accept="application/json,.json" onChange={choose}>
          {(props) => (
            <Button {...props} icon={FileUp} busy={preview.isPending}>
              Choose a file
            </Button>
          )}
        </FileButton>
      </div>
      <div aria-live="polite">
        {error !== null && !problems?.length && (
          <p role="alert" className={classes.error}>
            {error.message}
          </p>
        )}
        {problems !== undefined && problems.length > 0 && <Problems problems={problems} />}
        {file !== undefined && preview.data !== undefined && !problems?.length && (
          <Counts name={file.name} preview={preview.data} />
        )}
      </div>
      <Group justify="flex-end" mt="lg">
        <Button onClick={onClose}>Cancel</Button>
        <Button
          primary
          disabled={file === undefined || (problems?.length ?? 0) > 0}
          busy={create.isPending}
          onClick={() => create.mutate(file?.journey)}
        >
          Create map
        </Button>
      </Group>
    </Modal>
  );
}

function Counts({ name, preview }: { name: string; preview: ImportPreview }) {
  const counts = Object.entries(preview.counts).filter(([, count]) => count > 0);
  return (
    <section className={classes.result}>
      <h3 className={classes.title}>{preview.title || "Untitled map"}</h3>
      <p className={classes.hint}>{name} would make:</p>
      <ul className={classes.counts}>
        {counts.map(([list, count]) => (
          <li key={list}>
            <strong>{count}</strong> {listWords(list, count)}
          </li>
        ))}
        {counts.length === 0 && <li>An empty map</li>}
      </ul>
    </section>
  );
}

function Problems({ problems }: { problems: readonly Problem[] }) {
  return (
    <section className={classes.result}>
      <h3 className={classes.title}>
        {problems.length === 1 ? "One problem" : `${problems.length} problems`}; nothing was made
      </h3>
      <ul className={classes.problems}>
        {problems.slice(0, shownProblems).map(({ path, message }) => (
          <li key={`${path} ${message}`}>
            <code>{path || "the file"}</code> {message}
          </li>
        ))}
      </ul>
      {problems.length > shownProblems && <p className={classes.hint}>… and {problems.length - shownProblems} more.</p>}
    </section>
  );
}

/** @throws AppError in words for a file that is too large or no JSON. */
async function readJson(file: File): Promise<unknown> {
  if (file.size > limits.importBytes)
    throw new AppError("TOO_LARGE", `${file.name} is larger than 10 MB, the limit of an import. Nothing was made.`);
  try {
    return JSON.parse(await file.text()) as unknown;
  } catch (error) {
    throw new AppError(
      "INVALID",
      `${file.name} is not JSON: ${error instanceof Error ? error.message : "unreadable"}.`,
    );
  }
}

/** `weakSpots` → "weak spots", in the singular for one. */
function listWords(list: string, count: number): string {
  const words = list.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return count === 1 ? words.replace(/s$/, "") : words;
}
