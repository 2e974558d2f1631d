/** Why a command did nothing, or cannot tell whether it did, as a sentence for the person who typed it. */
export class CommandError extends Error {
  override readonly name = "CommandError";
}
