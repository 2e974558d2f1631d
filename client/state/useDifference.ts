import { useEffect, useState } from "react";
import { type RecordDifference, differenceOf } from "../../shared/model/difference.ts";
import type { Records } from "../../shared/model/records.ts";
import { useMap } from "./useMap.ts";

/** Others may edit all the time; a list that is read is not redrawn more often. */
const everyMs = 500;

/** What became different from an earlier state of the open map to what it is now, kept up to date. */
export function useDifference(before: Records): readonly RecordDifference[] {
  const { mirror } = useMap();
  const [differences, setDifferences] = useState(() => differenceOf(before, mirror));
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const compute = () => {
      timer = undefined;
      setDifferences(differenceOf(before, mirror));
    };
    compute();
    const stop = mirror.onChange(() => (timer ??= setTimeout(compute, everyMs)));
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [before, mirror]);
  return differences;
}
