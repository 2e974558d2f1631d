/** Sizes of the map's parts in canvas pixels. Fixed, so that nothing on the canvas is ever measured. */
export const metrics = {
  cardWidth: 208,
  cardHeight: 88,
  compactCardHeight: 56,
  /** Between two cards side by side: room for a connection's probability. */
  gapX: 32,
  /** Between two cards one above the other. */
  gapY: 16,
  /** Above the first and below the last card of a cell. */
  cellPadY: 12,
  /** A stage that says nothing else grows up to this many cards wide. */
  autoColumns: 4,
  collapsedStage: 48,
  collapsedLane: 36,
  noteWidth: 208,
  noteHeight: 88,
  /** The pills at the right edge of the map where journeys end. */
  endWidth: 104,
  endHeight: 40,
} as const;

/** From one card's left edge to the next one's in the same row. */
export const columnPitch = metrics.cardWidth + metrics.gapX;
