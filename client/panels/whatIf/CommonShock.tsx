import { type Settings, fullSettings } from "../../../shared/model/settings.ts";
import { useCanEdit, useMapFields } from "../../state/useMap.ts";
import { useRun } from "../../state/useRun.ts";
import { CheckField } from "../fields/CheckField.tsx";
import { NumberField } from "../fields/NumberField.tsx";
import { Term } from "../fields/Term.tsx";
import { parseNumber } from "../measure/numbers.ts";
import { Pair } from "../Section.tsx";
import { shockText } from "./words.ts";
import classes from "./WhatIf.module.css";

/** What a first look at bad days starts from. */
const firstShock = { omega: 0.2, theta: 3 };

/** Whether this map counts with bad days, and how bad they are. It holds for the whole map. */
export function CommonShock() {
  const { settings } = useMapFields();
  const canEdit = useCanEdit();
  const run = useRun();
  const { commonShock } = fullSettings(settings);
  const write = (next: Settings["commonShock"]) =>
    run("patchMap", { fields: { settings: { ...settings, commonShock: next } } }) !== undefined;
  return (
    <>
      <p className={classes.lead}>
        <Term of="commonShock">Bad days</Term> hold for the whole map and all its scenarios. Each touchpoint keeps its
        overall failure.
      </p>
      <CheckField
        label="Count with bad days"
        value={commonShock !== null}
        onCommit={(isOn) => write(isOn ? firstShock : null)}
      />
      {commonShock !== null && canEdit && (
        <Pair>
          <NumberField
            label="Customers with a bad day"
            suffix="%"
            required="A share from 0 to 100%"
            value={commonShock.omega}
            digits={(share) => String(Number((share * 100).toFixed(2)))}
            parse={(text) => {
              const parsed = parseNumber(text.replace("%", ""));
              if ("problem" in parsed) return parsed;
              return parsed.value >= 0 && parsed.value <= 100
                ? { value: Number((parsed.value / 100).toPrecision(12)) }
                : { problem: "Must lie between 0 and 100%" };
            }}
            onCommit={(omega) => omega !== null && write({ ...commonShock, omega })}
          />
          <NumberField
            label="Odds of failing are higher by"
            suffix="times"
            required="A factor above 0"
            min={0.01}
            value={commonShock.theta}
            onCommit={(theta) => theta !== null && write({ ...commonShock, theta })}
          />
        </Pair>
      )}
      {commonShock !== null && <p className={classes.lead}>{shockText(commonShock)}</p>}
    </>
  );
}
