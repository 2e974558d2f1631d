/**
 * Does a step that comes when all is in its place: what goes wrong in it is said, and undoes nothing. Gives no sentence,
 * or that one.
 */
export async function afterAll(step: () => unknown): Promise<string[]> {
  try {
    await step();
    return [];
  } catch (error) {
    return [`Everything is in its place, but a last step failed: ${String(error)}`];
  }
}
