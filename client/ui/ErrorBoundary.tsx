import { Component, type ReactNode } from "react";
import { Message } from "./Message.tsx";
import { Button } from "./Button.tsx";

interface ErrorBoundaryProps {
  /** What is lost when it breaks, as the start of a sentence: "This panel". */
  what: string;
  /** It may be missing without a word: the rest says enough without it. */
  isQuiet?: boolean;
  children: ReactNode;
}

/** Keeps a bug in one part from taking the rest of the page along. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, { broken: "no" | "bug" | "unloaded" }> {
  override state: { broken: "no" | "bug" | "unloaded" } = { broken: "no" };

  static getDerivedStateFromError(error: unknown) {
    return { broken: isUnloaded(error) ? "unloaded" : "bug" };
  }

  override render() {
    if (this.state.broken === "no") return this.props.children;
    if (this.props.isQuiet) return null;
    // A browser does not ask twice for a script that it could not get: only a new page does.
    if (this.state.broken === "unloaded")
      return (
        <Message
          title={`${this.props.what} could not be loaded`}
          text="The connection was away at that moment, or the studio has been updated. What you changed is safe; reload the page when you are connected."
        >
          <Button primary onClick={() => window.location.reload()}>
            Reload
          </Button>
        </Message>
      );
    return (
      <Message
        title={`${this.props.what} met an error of ours`}
        text="What was saved is safe. Try again, or reload the page if it happens again."
      >
        <Button primary onClick={() => this.setState({ broken: "no" })}>
          Try again
        </Button>
        <Button onClick={() => window.location.reload()}>Reload</Button>
      </Message>
    );
  }
}

/** What browsers say of a script that loads late and did not come. */
function isUnloaded(error: unknown): boolean {
  return error instanceof Error && /dynamically imported module|module script failed/i.test(error.message);
}
