import { Skeleton } from "@mantine/core";
import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Button } from "../../ui/Button.tsx";
import { Message } from "../../ui/Message.tsx";

interface ReadingProps<T> {
  /** What is read, as a noun: it stands in the words of the waiting and of the failure. */
  what: string;
  query: Pick<UseQueryResult<T>, "data" | "error" | "isFetching" | "refetch">;
  children: (data: T) => ReactNode;
}

/** Something that is read from the server: its shape while it is on its way, why it is not there, or itself. */
export function Reading<T>({ what, query, children }: ReadingProps<T>) {
  if (query.data !== undefined) return children(query.data);
  if (query.error !== null)
    return (
      <Message compact title={`The ${what} cannot be shown right now`} text={query.error.message}>
        <Button primary busy={query.isFetching} onClick={() => void query.refetch()}>
          Try again
        </Button>
      </Message>
    );
  return (
    <div role="status" aria-label={`Loading the ${what}`} style={{ width: "100%" }}>
      <Skeleton height={52} radius="md" />
      <Skeleton height={52} mt={8} radius="md" />
    </div>
  );
}
