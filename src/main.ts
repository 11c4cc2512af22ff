/** Process entry of `npm start`, the same as `ogi serve`: one place for errors and exit statuses. */
process.argv.splice(2, 0, 'serve');
await import('./cli/main.js');
