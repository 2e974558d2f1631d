import { formatNumber, parseNumber } from "../measure/numbers.ts";
import { NumberField, type NumberFieldProps } from "./NumberField.tsx";

type ShareFieldProps = Omit<NumberFieldProps, "digits" | "parse" | "min" | "max" | "whole" | "suffix"> & {
  /** Of what it is a share, behind the per cent sign. */
  of?: string;
  /** The most it can be, 1 unless told. */
  most?: number;
};

/** A share, stored 0–1, shown and typed as per cent. */
export function ShareField({ of, most = 1, ...props }: ShareFieldProps) {
  return (
    <NumberField
      {...props}
      suffix={of === undefined ? "%" : `% ${of}`}
      digits={(value) => String(Number((value * 100).toPrecision(12)))}
      parse={(text) => {
        const parsed = parseNumber(text.replace("%", ""));
        if ("problem" in parsed) return parsed;
        return parsed.value >= 0 && parsed.value <= most * 100
          ? { value: Number((parsed.value / 100).toPrecision(12)) }
          : { problem: `Must lie between 0% and ${formatNumber(most * 100, 0)}%` };
      }}
    />
  );
}
