import { Box, Nothing } from "./Box.tsx";
import classes from "./StoryBox.module.css";
import { useExerciseState } from "./useExercise.ts";

/** The story that is played. */
export function StoryBox() {
  const { story } = useExerciseState();
  return (
    <Box title="Story">
      {story.trim() === "" ? (
        <Nothing>No story was written: the facilitator tells it.</Nothing>
      ) : (
        <p className={classes.story}>{story}</p>
      )}
    </Box>
  );
}
