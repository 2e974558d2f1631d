const dayFormat = new Intl.DateTimeFormat("en", { day: "numeric", month: "short", year: "numeric" });
const longDayFormat = new Intl.DateTimeFormat("en", {
  weekday: "long",
  day: "numeric",
  month: "long",
  year: "numeric",
});
const timeFormat = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit" });

/** A day here: "Nov 3, 2026". @param iso ISO 8601. */
export function dayText(iso: string): string {
  return dayFormat.format(new Date(iso));
}

/** A day here with its weekday. @param iso ISO 8601. */
export function longDayText(iso: string): string {
  return longDayFormat.format(new Date(iso));
}

/** The time of day here, to the second. @param iso ISO 8601. */
export function timeText(iso: string): string {
  return timeFormat.format(new Date(iso));
}
