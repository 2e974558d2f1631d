import { useEffect, useState } from "react";

/** The time, looked at again each second; for clocks. Milliseconds. */
export function useNow(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}

/** The day here, `YYYY-MM-DD`: a shift thinks in its own days, not in those of UTC. */
export function localDay(now = Date.now()): string {
  const date = new Date(now);
  const two = (number: number) => String(number).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
