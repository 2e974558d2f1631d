import type { Measure } from "../../../shared/model/expectation.ts";
import { levelDigits, levelSuffix, parseLevel } from "../measure/levels.ts";
import { NumberField, type NumberFieldProps } from "./NumberField.tsx";

type LevelFieldProps = Omit<NumberFieldProps, "digits" | "parse" | "min" | "max" | "whole" | "suffix"> & {
  measure: Measure;
};

/** A level in its measure's units: per cent for shares (stored 0–1), else as it is. */
export function LevelField({ measure, ...props }: LevelFieldProps) {
  return (
    <NumberField
      {...props}
      suffix={levelSuffix(measure)}
      digits={(value) => levelDigits(measure, value)}
      parse={(text) => parseLevel(measure, text)}
    />
  );
}
