type Subscribe = (listener: () => void) => () => void;

/** The same subscription, waking its listeners once a frame at most: numbers that many edits change are drawn once. */
export function oncePerFrame(subscribe: Subscribe): Subscribe {
  return (listener) => {
    let frame = 0;
    const wake = () => {
      frame = 0;
      listener();
    };
    const stop = subscribe(() => {
      if (frame === 0) frame = requestAnimationFrame(wake);
    });
    return () => {
      cancelAnimationFrame(frame);
      stop();
    };
  };
}
