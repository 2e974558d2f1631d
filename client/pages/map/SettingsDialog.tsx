import { Modal, NumberInput, SegmentedControl, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import { defaultSettings, type Settings } from "../../../shared/model/settings.ts";
import { useCanEdit, useMapFields } from "../../state/useMap.ts";
import { useRun } from "../../state/useRun.ts";
import classes from "./SettingsDialog.module.css";
import { Button } from "../../ui/Button.tsx";

/** The judgements that the index and the statuses rest on, each with what it means. */
const judgements = [
  {
    key: "evidenceHalfLifeDays",
    label: "Evidence halves in strength after",
    unit: "days",
    meaning: "Older figures count less.",
    min: 1,
  },
  {
    key: "evidenceValidDays",
    label: "Evidence is valid for",
    unit: "days",
    meaning: "Older figures count as not measured.",
    min: 1,
  },
  {
    key: "smallSample",
    label: "A sample counts half at",
    unit: "cases",
    meaning: "Strength grows with n / (n + this).",
    min: 1,
  },
  {
    key: "mustBeCap",
    label: "A broken must-be caps the index at",
    unit: "of 100",
    meaning: "Nothing else makes up for it. The uncapped index stays beside it.",
    min: 0,
    max: 100,
  },
  {
    key: "lossGainRatio",
    label: "A loss weighs as much as",
    unit: "gains",
    meaning: "In the expected satisfaction with a moment.",
    min: 0.1,
  },
] as const satisfies readonly { key: keyof Settings; [rest: string]: unknown }[];

/** What the map says of itself, and the named judgements it computes with; every change is one undoable step. */
export function SettingsDialog({ onClose }: { onClose: () => void }) {
  const { context, state, asOf } = useMapFields();
  const canEdit = useCanEdit();
  const run = useRun();
  const patch = (fields: object) => void run("patchMap", { fields });
  return (
    <Modal opened onClose={onClose} size={600} title="Map settings">
      <fieldset className={classes.fields} disabled={!canEdit}>
        <DraftTextarea value={context ?? ""} keep={(text) => patch({ context: text || null })} />
        <div className={classes.pair}>
          <div>
            <span className={classes.label} id="map-state">
              This map shows
            </span>
            <SegmentedControl
              aria-labelledby="map-state"
              disabled={!canEdit}
              data={[
                { value: "current", label: "How it is" },
                { value: "future", label: "How it shall be" },
              ]}
              value={state ?? "current"}
              onChange={(value) => patch({ state: value })}
            />
          </div>
          <TextInput
            type="date"
            label="As of"
            description="Promises and evidence are judged on this day. Empty: today."
            value={asOf ?? ""}
            onChange={(event) => patch({ asOf: event.currentTarget.value || null })}
          />
        </div>
        <Judgements patch={patch} />
      </fieldset>
    </Modal>
  );
}

function DraftTextarea({ value, keep }: { value: string; keep: (text: string) => void }) {
  const [draft, setDraft] = useState<string>();
  return (
    <Textarea
      label="Context"
      description="The situation this map covers, for people who see it the first time."
      autosize
      minRows={2}
      maxRows={8}
      maxLength={10_000}
      value={draft ?? value}
      onChange={(event) => setDraft(event.currentTarget.value)}
      onBlur={() => {
        if (draft !== undefined && draft !== value) keep(draft);
        setDraft(undefined);
      }}
    />
  );
}

function Judgements({ patch }: { patch: (fields: object) => void }) {
  const { settings = {} } = useMapFields();
  const change = (key: keyof Settings, value: number | undefined) => {
    const { [key]: _before, ...rest } = settings;
    const next = value === undefined || value === defaultSettings[key] ? rest : { ...rest, [key]: value };
    patch({ settings: Object.keys(next).length === 0 ? null : next });
  };
  const changed = judgements.some(({ key }) => settings[key] !== undefined);
  return (
    <section>
      <h3 className={classes.title}>Judgements the numbers rest on</h3>
      <p className={classes.text}>
        These are choices, not facts. They travel with every export, so that a reader can see and change them.
      </p>
      <ul className={classes.judgements}>
        {judgements.map(({ key, label, unit, meaning, ...bounds }) => (
          <li key={key} className={classes.judgement}>
            <span>
              <label htmlFor={`setting-${key}`} className={classes.label}>
                {label}
              </label>
              <span className={classes.text}>{meaning}</span>
            </span>
            <span className={classes.value}>
              <DraftNumber
                id={`setting-${key}`}
                value={settings[key] ?? defaultSettings[key]}
                keep={(value) => change(key, value)}
                {...bounds}
              />
              <span className={classes.unit}>
                {unit}
                <br />
                {settings[key] === undefined ? "default" : `default ${defaultSettings[key]}`}
              </span>
            </span>
          </li>
        ))}
      </ul>
      <Button
        disabled={!changed}
        onClick={() => {
          const rest = Object.fromEntries(
            Object.entries(settings).filter(([key]) => !judgements.some((judgement) => judgement.key === key)),
          );
          patch({ settings: Object.keys(rest).length === 0 ? null : rest });
        }}
      >
        Back to the defaults
      </Button>
    </section>
  );
}

interface DraftNumberProps {
  id: string;
  value: number;
  keep: (value: number | undefined) => void;
  min: number;
  max?: number;
}

/** A number that is kept when one leaves it; emptied, it is the default again. */
function DraftNumber({ id, value, keep, min, max }: DraftNumberProps) {
  const [draft, setDraft] = useState<number | string>();
  return (
    <NumberInput
      id={id}
      w={96}
      min={min}
      max={max}
      value={draft ?? value}
      onChange={setDraft}
      onBlur={() => {
        const next = draft === "" ? undefined : Number(draft);
        if (draft !== undefined && next !== value) keep(next);
        setDraft(undefined);
      }}
    />
  );
}
