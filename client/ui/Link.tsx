import type { ComponentProps, MouseEvent } from "react";
import { goTo } from "../state/place.ts";

/** A link to another page of the studio, which is shown without loading everything anew. */
export function Link({ to, children, ...rest }: { to: string } & Omit<ComponentProps<"a">, "href" | "onClick">) {
  const click = (event: MouseEvent) => {
    // Another button or key means a new tab, a download or a menu: the browser's own business.
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    goTo(to);
  };
  return (
    <a {...rest} href={to} onClick={click}>
      {children}
    </a>
  );
}
