import { Section } from "../Section.tsx";
import { SuggestionList } from "./SuggestionList.tsx";
import { useSuggestions } from "./useSuggestions.ts";

/** What the map points to at one touchpoint; nothing where it points to nothing. */
export function TouchpointSuggestions({ touchpoint }: { touchpoint: string }) {
  const suggestions = useSuggestions(touchpoint);
  if (suggestions.open.length + suggestions.dismissed.length === 0) return undefined;
  return (
    <Section title="The map points to">
      <SuggestionList suggestions={suggestions} />
    </Section>
  );
}
