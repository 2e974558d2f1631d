import type { ComponentType, ReactNode } from "react";

/**
 * A canvas that shows the map above it, with what is laid over the cards. It is handed in by the map's first page, which
 * has loaded it: a page that imported it would cut that first page in pieces.
 */
export type Canvas = ComponentType<{ over?: ReactNode }>;
