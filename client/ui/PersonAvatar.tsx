import classes from "./PersonAvatar.module.css";

interface PersonAvatarProps {
  name: string;
  /** `#rrggbb`. */
  color: string;
  size?: number;
}

/** A person's initials on a surface edged in the person's colour. Decorative: the name stands beside it or on its button. */
export function PersonAvatar({ name, color, size = 28 }: PersonAvatarProps) {
  return (
    <span
      className={classes.avatar}
      style={{ width: size, height: size, borderColor: color, fontSize: Math.max(10, size * 0.4) }}
      aria-hidden="true"
    >
      {initials(name)}
    </span>
  );
}

/** First letters of the first and the last word. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/u);
  const first = [...(words[0] ?? "")][0] ?? "?";
  const last = words.length > 1 ? ([...(words.at(-1) ?? "")][0] ?? "") : "";
  return (first + last).toLocaleUpperCase();
}
