// What the first query of a process costs: from nothing of the engine loaded to its rows.
const start = performance.now();
const { defenderSchema, openEngine } = await import('@vedette/kql');
const engine = await openEngine({ schema: defenderSchema });
await engine.rows('DeviceProcessEvents | where Timestamp > ago(1d) | summarize count() by DeviceName');
process.stdout.write(String(performance.now() - start));
await engine.close();
