type Subscribe = (listener: () => void) => () => void;

/** A call that is put off to the next frame, and made no more often than its interval; many askings are one call. */
export interface PacedCall {
  ask: () => void;
  cancel: () => void;
}

export function pacedCall(call: () => void, everyMs: number): PacedCall {
  let frame = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let calledAt = -Infinity;
  const run = () => {
    frame = 0;
    calledAt = performance.now();
    call();
  };
  const nextFrame = () => {
    timer = undefined;
    frame = requestAnimationFrame(run);
  };
  return {
    ask() {
      if (frame !== 0 || timer !== undefined) return;
      const wait = calledAt + everyMs - performance.now();
      if (wait > 0) timer = setTimeout(nextFrame, wait);
      else nextFrame();
    },
    cancel() {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
      frame = 0;
      timer = undefined;
    },
  };
}

/** The same subscription, waking its listeners at a pace: what many edits change is drawn once for all of them. */
export function paced(subscribe: Subscribe, everyMs: number): Subscribe {
  return (listener) => {
    const call = pacedCall(listener, everyMs);
    const stop = subscribe(call.ask);
    return () => {
      call.cancel();
      stop();
    };
  };
}

/** Where things lie follows others' edits at this pace: smooth to the eye, and the page stays free for its person. */
export const scenePaceMs = 50;
/** Figures and the two lines follow at this pace. */
export const figurePaceMs = 100;
