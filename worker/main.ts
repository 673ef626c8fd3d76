#!/usr/bin/env node
/** The worker process. */
import { runProcess } from '../platform/lifecycle.ts';
import { startWorker } from './app.ts';

await runProcess({ name: 'worker', secrets: [], start: (_signal, context) => startWorker(context) });
