#!/usr/bin/env node
/** The server process. */
import { runProcess } from '../platform/lifecycle.ts';
import { startServer } from './app.ts';

await runProcess({
  name: 'server',
  secrets: ['SIGNING_KEYS'],
  start: (_signal, context) => startServer(context),
});
