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
export class ErrorBoundary extends Component<ErrorBoundaryProps, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError() {
    return { broken: true };
  }

  override render() {
    if (!this.state.broken) return this.props.children;
    if (this.props.isQuiet) return null;
    return (
      <Message
        title={`${this.props.what} met an error of ours`}
        text="What was saved is safe. Try again, or reload the page if it happens again."
      >
        <Button primary onClick={() => this.setState({ broken: false })}>
          Try again
        </Button>
        <Button onClick={() => window.location.reload()}>Reload</Button>
      </Message>
    );
  }
}
