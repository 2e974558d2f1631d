import { useElementSize } from "@mantine/hooks";
import type { CurvePoint } from "../../shared/alignment/curve.ts";
import { TwoLines } from "./TwoLines.tsx";

const height = 48;

/** The two lines as a thumbnail, as wide as the place it is put in; decoration beside figures that say the same. */
export function CurvePicture({ points }: { points: readonly CurvePoint[] }) {
  const { ref, width } = useElementSize();
  return (
    <div ref={ref} style={{ width: "100%", height, overflow: "hidden" }}>
      {width > 0 && <TwoLines points={points} width={Math.round(width)} height={height} />}
    </div>
  );
}
