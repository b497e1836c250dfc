/** Ends of a run that come from outside: Ctrl-C, a service manager, a reader that went away. */
export interface Interrupt {
  readonly signal: AbortSignal;
  /** True when a signal of the system (not a closed pipe) asked to stop. */
  readonly asked: boolean;
  readonly stop: () => void;
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** The first signal asks to stop, and everything gets the time to end cleanly; the second one ends it at once. */
export function watchSignals(): Interrupt {
  const controller = new AbortController();
  let asked = false;
  for (const name of SIGNALS)
    process.on(name, () => {
      if (asked) process.exit(130);
      asked = true;
      controller.abort();
    });
  return {
    signal: controller.signal,
    get asked() {
      return asked;
    },
    stop: () => controller.abort(),
  };
}
