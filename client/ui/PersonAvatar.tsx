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
      // Drawn by the stylesheet: a picture of the name, no label that one could say.
      data-initials={initials(name)}
      aria-hidden="true"
    />
  );
}

const letters = new Intl.Segmenter("en", { granularity: "grapheme" });

/** First letters of the first and the last word. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/u);
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words;
  return ends
    .map((word = "") => [...letters.segment(word)][0]?.segment ?? "?")
    .join("")
    .toLocaleUpperCase();
}
