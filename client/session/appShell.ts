const cachePrefix = "kept-shell-";

/**
 * Keeps the pages' own files in this browser, so that a play opens without the network. Asked for by whoever opens the
 * frontline page; not while developing, when every file changes.
 */
export function keepAppShell(): void {
  if (!import.meta.env.PROD || !("serviceWorker" in navigator)) return;
  // Without it everything works but a reload offline.
  navigator.serviceWorker.register("/service-worker.js").catch(() => undefined);
}

/** Takes the files out of this browser again. Resolves also where there are none. */
export async function forgetAppShell(): Promise<void> {
  try {
    const registrations = (await navigator.serviceWorker?.getRegistrations()) ?? [];
    await Promise.all(registrations.map((registration) => registration.unregister()));
    const names = "caches" in window ? await caches.keys() : [];
    await Promise.all(names.filter((name) => name.startsWith(cachePrefix)).map((name) => caches.delete(name)));
  } catch {
    // A browser that forbids storage kept nothing.
  }
}
