/** The sandbox: GraphiQL with the example queries as tabs. It calls nothing but this server. */
const response = await fetch('/examples.json');
const examples = await response.json();

ReactDOM.createRoot(document.getElementById('sandbox')).render(
  React.createElement(GraphiQL, {
    fetcher: GraphiQL.createFetcher({ url: '/graphql' }),
    defaultTabs: examples.map(({ query }) => ({ query })),
    shouldPersistHeaders: false,
    isHeadersEditorEnabled: false,
  }),
);
